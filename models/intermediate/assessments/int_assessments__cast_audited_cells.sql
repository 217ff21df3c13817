-- Grain: one row per count of a row of the CAST research file that can be withheld.

{#- A seven-digit field holds no more: what a withheld count can be at most. #}
{%- set most = 9999999 %}

with

audited_rows as (

    select * from {{ ref('int_assessments__cast_audited_rows') }}

),

published_counts as (

    select * from {{ ref('cast_published_counts') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D19.
counts as (

    {%- for count_name in cast_published_counts() %}
    select
        row_number,
        test_year,
        is_all_grades,
        withholds_whole_rows,
        least_scored,
        least_count,
        least_total,
        students_scored,
        '{{ count_name }}' as count_name,
        {{ count_name }} as count_value,
        {{ cast_withheld(count_name) }} as is_withheld
    from audited_rows
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- D19: what the sign alone tells of a count. Where more is withheld than the rule asks for, it may
-- hide any number. CAST-1.11: the entity totals repeat on every row; that of all grades has them.
final as (

    select
        counts.row_number * 100 + published_counts.count_number as cell_id,
        counts.row_number,
        published_counts.count_number,
        counts.count_name,
        case
            when counts.withholds_whole_rows and published_counts.block not like '%total'
                then 'row'
            else published_counts.block
        end as block,
        published_counts.block like '%total' as is_entity_total,
        counts.count_value,
        counts.is_withheld,
        case
            when counts.withholds_whole_rows
                then cast(counts.count_name = 'students_enrolled' as bigint)
            else cast(published_counts.block <> 'results' as bigint)
        end as low,
        case
            when options.complementary_suppression then {{ most }}
            when published_counts.block like '%total' then counts.least_total - 1
            when published_counts.block = 'results' then counts.least_scored - 1
            when not counts.withholds_whole_rows then counts.least_count - 1
            when counts.count_name = 'students_scored' then counts.least_scored - 1
            else {{ most }}
        end as high
    from counts
    cross join options
    inner join published_counts on counts.count_name = published_counts.count_name
    where
        (
            counts.is_withheld
            or counts.count_value > 0
            or (published_counts.block = 'results' and counts.students_scored > 0)
        )
        and counts.test_year >= published_counts.first_year
        and counts.test_year <= coalesce(published_counts.last_year, counts.test_year)
        and (counts.is_all_grades or published_counts.block not like '%total')

)

select * from final
