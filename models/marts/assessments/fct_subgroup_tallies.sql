-- Grain: one row per entity, student group and grade with an enrolled student. Not suppressed.

with

tallies as (

    select * from {{ ref('int_assessments__cast_tallies') }}

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
        students_enrolled,
        students_tested,
        students_scored,
        students_with_percent,
        percent_correct_sum,
        students_in_category_1,
        students_in_category_2,
        students_in_category_3,
        entity_students_tested,
        entity_students_scored,
        mean_percent_correct,
        category_1_percent,
        category_2_percent,
        category_3_percent
    from tallies

)

select * from final
