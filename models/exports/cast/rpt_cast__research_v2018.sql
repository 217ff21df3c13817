-- Grain: one row per entity, student group and grade, in the CAST research layout of 2018.

with

masked as (

    select * from {{ ref('int_assessments__cast_research_masked') }}

),

final as (

    select
        county_code,
        district_code,
        school_code,
        cast(null as varchar) as filler,
        cast(test_year as varchar) as test_year,
        cast(cast(student_group_code as integer) as varchar) as subgroup_id,
        'X' as test_type,
        entity_students_tested as total_tested_at_entity_level,
        entity_students_scored as total_tested_with_scores,
        cast(cast(grade_code as integer) as varchar) as grade,
        '17' as test_id,
        students_enrolled as caaspp_reported_enrollment,
        students_tested,
        mean_score as mean_percent_correct,
        level_1_percent as percentage_preliminary_indicator_category_1,
        level_2_percent as percentage_preliminary_indicator_category_2,
        level_3_percent as percentage_preliminary_indicator_category_3,
        students_scored as students_with_scores
    from masked
    where {{ layout_is_in_force('cast_research', '2018') }}

)

select * from final
