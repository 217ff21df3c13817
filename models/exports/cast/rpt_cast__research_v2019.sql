-- Grain: one row per entity, student group and grade, in the CAST research layout of 2019.

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
        cast(cast(student_group_code as integer) as varchar) as demographic_id,
        'X' as test_type,
        entity_students_tested as total_number_tested_at_entity_level_and_demographic,
        entity_students_scored
            as total_number_tested_at_this_demographic_with_valid_scores,
        cast(cast(grade_code as integer) as varchar) as grade,
        '17' as test_id,
        students_enrolled as cast_reported_enrollment,
        students_tested as total_number_of_students_tested,
        mean_score as mean_scale_score,
        level_4_percent as percentage_standard_exceeded,
        level_3_percent as percentage_standard_met,
        level_3_or_4_percent as percentage_standard_met_and_above,
        level_2_percent as percentage_standard_nearly_met,
        level_1_percent as percentage_standard_not_met,
        students_scored as total_number_of_students_with_valid_scores,
        life_sciences_domain_percent_below_standard,
        life_sciences_domain_percent_near_standard,
        life_sciences_domain_percent_above_standard,
        physical_sciences_domain_percent_below_standard,
        physical_sciences_domain_percent_near_standard,
        physical_sciences_domain_percent_above_standard,
        earth_and_space_sciences_domain_percent_below_standard,
        earth_and_space_sciences_domain_percent_near_standard,
        earth_and_space_sciences_domain_percent_above_standard
    from masked
    where {{ layout_is_in_force('cast_research', '2019') }}

)

select * from final
