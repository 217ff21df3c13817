-- Grain: one row per school, district, county, student group and tested grade with a student.

with

members as (

    select * from {{ ref('int_assessments__cast_group_members') }}

),

-- Every student lies in one cell of a group, so cells add up to any entity and grade (CAST-1.3).
final as (

    select
        school_cds_code,
        district_code,
        county_code,
        student_group_code,
        grade_code,
        count(*) as students_enrolled,
        count(*) filter (where is_tested) as students_tested,
        count(*) filter (where is_scored) as students_scored,
        count(percent_correct) filter (where is_scored) as students_with_percent,
        coalesce(sum(percent_correct) filter (where is_scored), 0) as percent_correct_sum,
        count(*) filter (where is_scored and preliminary_indicator = 1) as students_in_category_1,
        count(*) filter (where is_scored and preliminary_indicator = 2) as students_in_category_2,
        count(*) filter (where is_scored and preliminary_indicator = 3) as students_in_category_3
    from members
    group by school_cds_code, district_code, county_code, student_group_code, grade_code

)

select * from final
