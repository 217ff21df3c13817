-- Grain: one row per count of the CAST research file that is suppressed, or is needed for others.

{#- A seven-digit field holds no more: what a suppressed count can be at most. #}
{%- set most = 9999999 %}

with

file_rows as (

    select * from {{ ref('int_disclosure__rows') }}

),

audited_counts as (

    select * from {{ ref('cast_audited_counts') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- What lies outside the parts of a sum follows from all counts of its rows.
rows_of_inexact_sums as (

    select row_number
    from {{ ref('int_disclosure__row_constraints') }}
    where not is_exact
    group by row_number

),

needed_rows as (

    select
        file_rows.*,
        options.complementary_suppression or rows_of_inexact_sums.row_number is not null
            as needs_shown_counts
    from file_rows
    cross join options
    left join rows_of_inexact_sums on file_rows.row_number = rows_of_inexact_sums.row_number

),

-- What two published counts leave over adds up over rows as they do.
counts as (

    {%- for count_name, (whole, part) in cast_audited_counts().items() %}
    select
        row_number,
        test_year,
        is_all_grades,
        needs_shown_counts,
        suppresses_whole_rows,
        least_scored,
        least_count,
        least_total,
        students_scored,
        '{{ count_name }}' as count_name,
        {{ count_name if whole == part else whole ~ ' - ' ~ part }}
            as count_value,
        case
            when {{ part }} > 0
                then '{{ part }}'
            else '{{ whole }}'
        end as suppressed_by,
        case
            when {{ part }} > 0 then {{ part }}
            else {{ whole }}
        end as suppressing_value,
        {{ cast_is_suppressed(count_name) }} as is_suppressed
    from needed_rows
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- D19: what the sign alone implies of a count. Where more goes than the rule asks for, it may
-- hide any number. CAST-1.11: the entity totals repeat on every row; that of all grades has them.
final as (

    select
        {{ cast_aggregate_id('counts.row_number', 'audited_counts.count_number') }}
            as aggregate_id,
        counts.row_number,
        counts.is_all_grades,
        cast(audited_counts.count_number as smallint) as count_number,
        audited_counts.suppression_group is not null as is_published,
        coalesce(audited_counts.suppression_group like '%total', false) as is_entity_total,
        case
            when not counts.suppresses_whole_rows or hiding.suppression_group like '%total'
                then hiding.suppression_group
            else 'row'
        end as suppression_group,
        case
            when not counts.suppresses_whole_rows or hiding.suppression_group like '%total'
                then audited_counts.suppressed_with
            else 'row'
        end as suppressed_with,
        audited_counts.needs_interval,
        cast(counts.count_value as integer) as count_value,
        counts.is_suppressed,
        case
            when counts.suppresses_whole_rows
                then cast(counts.count_name = 'students_enrolled' as integer)
            else cast(coalesce(audited_counts.suppression_group <> 'results', false) as integer)
        end as low,
        case
            when options.complementary_suppression or audited_counts.suppression_group is null
                then {{ most }}
            when audited_counts.suppression_group like '%total' then counts.least_total - 1
            when audited_counts.suppression_group = 'results' and not counts.suppresses_whole_rows
                then greatest(cast(counts.students_scored as integer), counts.least_count - 1)
            when audited_counts.suppression_group = 'results' then counts.least_scored - 1
            when not counts.suppresses_whole_rows then counts.least_count - 1
            when counts.count_name = 'students_scored' then counts.least_scored - 1
            else {{ most }}
        end as high
    from counts
    cross join options
    inner join audited_counts on counts.count_name = audited_counts.count_name
    inner join audited_counts as hiding on counts.suppressed_by = hiding.count_name
    where
        (
            counts.is_suppressed
            or (
                counts.needs_shown_counts
                and (
                    counts.count_value > 0
                    or (audited_counts.suppression_group = 'results' and counts.students_scored > 0)
                    or (counts.suppressing_value > 0 and options.complementary_suppression)
                )
            )
        )
        and counts.test_year >= audited_counts.first_year
        and counts.test_year <= coalesce(audited_counts.last_year, counts.test_year)
        and (
            counts.is_all_grades
            or coalesce(audited_counts.suppression_group, '') not like '%total'
        )

)

select * from final
