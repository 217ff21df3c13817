-- Grain: one row per entity, student group and grade with an enrolled student. Not suppressed.

with

results as (

    select * from {{ ref('int_cast__research_results') }}

),

final as (

    select
        test_year,
        entity_level,
        entity_type_code,
        cds_code,
        county_code,
        district_code,
        school_code,
        student_group_code,
        student_group_name,
        grade_code,
        is_all_grades,
        entity_students_tested,
        entity_students_scored,
        students_enrolled,
        students_tested,
        students_scored,
        {%- for name in cast_results() %}
        {{ name }},
        {%- endfor %}
        students_with_score,
        score_sum,
        mean_score
    from results

)

select * from final
