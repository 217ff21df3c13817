-- Grain: one row per entity, student group and grade with an enrolled student: its counts.

with

records as (

    select * from {{ ref('int_cast__research_records') }}

),

selection as (

    select * from {{ ref('int_cast__research_selection') }}
    where exclusion_reason is null

),

members as (

    select * from {{ ref('int_cast__research_group_members') }}

),

grade_rows as (

    select * from {{ ref('cast_grade_rows') }}

),

reporting_entities as (

    select * from {{ ref('int_assessments__reporting_entities') }}

),

entity_types as (

    select * from {{ ref('cast_entity_types') }}

),

test_years as (

    select test_years.* from {{ ref('cast_test_years') }} as test_years
    inner join {{ ref('run_options') }} as options on test_years.test_year = options.test_year

),

-- Every student counts once in a group, so these add up to any entity and grade (CAST-1.3).
by_school as (

    select
        records.counted_school_cds_code as school_cds_code,
        records.district_code,
        records.county_code,
        members.student_group_code,
        records.grade_code,
        count(*) as students_enrolled,
        count(*) filter (where records.is_tested) as students_tested,
        count(*) filter (where records.is_scored) as students_scored,
        {%- for level in [1, 2, 3, 4] %}
        count(*) filter (where records.performance_level = {{ level }})
            as students_at_level_{{ level }},
        {%- endfor %}
        {%- for domain in cast_domains() %}
        {%- for level in cast_domain_levels() %}
        count(*) filter (
            where records.{{ domain | replace('_and_', '_') }}_level = {{ loop.index }}
        ) as {{ domain }}_domain_count_{{ level }}_standard,
        {%- endfor %}
        {%- endfor %}
        count(records.score) as students_with_score,
        coalesce(sum(records.score), 0) as score_sum
    from selection
    inner join records on selection.record_key = records.record_key
    inner join members on selection.record_key = members.record_key
    group by
        records.counted_school_cds_code, records.district_code, records.county_code,
        members.student_group_code, records.grade_code

),

-- CAST-1.7, CAST-1.8: a tested grade counts in its own row and in those of several grades.
by_row as (

    select
        by_school.*,
        grade_rows.grade_code as row_grade_code,
        grade_rows.is_all_grades,
        test_years.test_year,
        test_years.highest_level
    from by_school
    inner join grade_rows on by_school.grade_code = grade_rows.member_grade_code
    cross join test_years
    where
        test_years.test_year >= grade_rows.first_year
        and test_years.test_year <= coalesce(grade_rows.last_year, test_years.test_year)

),

{%- set of_row = 'test_year, highest_level, student_group_code, row_grade_code, is_all_grades' %}

-- D20: the four levels in one pass. Null = no school (nonpublic), no district (direct funded).
summed as (

    select
        {{ of_row }},
        case
            when grouping(school_cds_code) = 0 then 'school'
            when grouping(district_code) = 0 then 'district'
            when grouping(county_code) = 0 then 'county'
            else 'state'
        end as entity_level,
        case
            when grouping(school_cds_code) = 0 then school_cds_code
            when grouping(district_code) = 0 then district_code || '0000000'
            when grouping(county_code) = 0 then county_code || '000000000000'
            else '00000000000000'
        end as cds_code,
        {%- for name in cast_counts() %}
        cast(sum({{ name }}) as bigint)
            as {{ name }},
        {%- endfor %}
        cast(sum(score_sum) as decimal(18, 1)) as score_sum
    from by_row
    group by grouping sets (
        ({{ of_row }}, school_cds_code),
        ({{ of_row }}, district_code),
        ({{ of_row }}, county_code),
        ({{ of_row }})
    )

),

-- CAST-1.11: the entity totals are those of all grades together, on every row.
final as (

    select
        cast(summed.test_year as integer) as test_year,
        summed.entity_level,
        entity_types.entity_type_code,
        summed.cds_code,
        summed.student_group_code,
        summed.row_grade_code as grade_code,
        summed.is_all_grades,
        {%- for name in cast_counts() %}
        summed.{{ name }},
        {%- endfor %}
        summed.score_sum,
        all_grades.students_tested as entity_students_tested,
        all_grades.students_scored as entity_students_scored,
        summed.students_at_level_1 + summed.students_at_level_2 + summed.students_at_level_3
        + summed.students_at_level_4 as students_in_a_level,
        {%- for domain in cast_domains() %}
        {%- for level in cast_domain_levels() %}
        {{ '+ ' if not loop.first }}summed.{{ domain }}_domain_count_{{ level }}_standard
        {%- endfor %}
            as {{ domain }}_domain_total,
        {%- endfor %}
        case
            when summed.highest_level = 4
                then summed.students_at_level_3 + summed.students_at_level_4
        end as students_at_level_3_or_4
    from summed
    inner join summed as all_grades
        on
            summed.cds_code = all_grades.cds_code
            and summed.student_group_code = all_grades.student_group_code
            and all_grades.is_all_grades
    left join reporting_entities on summed.cds_code = reporting_entities.cds_code
    left join entity_types
        on
            summed.entity_level = entity_types.entity_level
            and case
                when summed.entity_level = 'school'
                    then coalesce(reporting_entities.charter_funding_code, '')
                else ''
            end = coalesce(entity_types.charter_funding_code, '')

)

select * from final
