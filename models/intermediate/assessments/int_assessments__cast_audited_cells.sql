-- Grain: one row per count of a row of the CAST research file that can be withheld: any but a lone zero.

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

-- D19. The least and the most that a count withheld by the rule can be.
counts as (

    {%- for count_name in cast_published_counts() %}
    select
        row_number,
        test_year,
        is_all_grades,
        withholds_whole_rows,
        students_scored,
        '{{ count_name }}' as count_name,
        {{ count_name }} as count_value,
        {{ cast_withheld(count_name) }} as is_withheld,
        {%- if 'entity' in count_name %}
        case when withholds_whole_rows then 0 else 1 end as withheld_low,
        least_total - 1 as withheld_high
        {%- elif count_name in ['students_enrolled', 'students_tested', 'students_scored'] %}
        case
            when withholds_whole_rows
                then {{ 1 if count_name == 'students_enrolled' else 0 }}
            else 1
        end as withheld_low,
        case
            when withholds_whole_rows
                then {{ 'least_scored - 1' if count_name == 'students_scored' else most }}
            else least_count - 1
        end as withheld_high
        {%- else %}
        0 as withheld_low,
        least_scored - 1 as withheld_high
        {%- endif %}
    from audited_rows
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- What the sign alone tells: where more is withheld than the rule asks for, it may hide any number.
-- CAST-1.11: the entity totals repeat on every row, so the row of all grades stands for them.
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
        counts.withheld_low as low,
        case
            when options.complementary_suppression then {{ most }}
            else counts.withheld_high
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
