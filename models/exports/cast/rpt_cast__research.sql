-- Grain: one row per entity, student group and grade, in the CAST research layout of 2024 and 2025.

with

masked as (

    select * from {{ ref('int_assessments__cast_research_masked') }}

),

entities as (

    select * from {{ ref('int_assessments__cast_entities') }}

),

final as (

    select
        masked.county_code,
        masked.district_code,
        entities.district_name,
        masked.school_code,
        entities.school_name,
        cast(cast(masked.entity_type_code as integer) as varchar) as type_id,
        cast(null as varchar) as filler,
        cast(masked.test_year as varchar) as test_year,
        'X' as test_type,
        '17' as test_id,
        cast(cast(masked.student_group_code as integer) as varchar) as student_group_id,
        cast(cast(masked.grade_code as integer) as varchar) as grade,
        masked.students_enrolled as total_students_enrolled,
        masked.students_tested as total_students_tested,
        masked.students_scored as total_students_tested_with_scores,
        masked.mean_score as mean_scale_score,
        masked.level_4_percent as percentage_standard_exceeded,
        masked.students_at_level_4 as count_standard_exceeded,
        masked.level_3_percent as percentage_standard_met,
        masked.students_at_level_3 as count_standard_met,
        masked.level_3_or_4_percent as percentage_standard_met_and_above,
        masked.students_at_level_3_or_4 as count_standard_met_and_above,
        masked.level_2_percent as percentage_standard_nearly_met,
        masked.students_at_level_2 as count_standard_nearly_met,
        masked.level_1_percent as percentage_standard_not_met,
        masked.students_at_level_1 as count_standard_not_met,
        masked.students_in_a_level as overall_total,
        masked.life_sciences_domain_percent_below_standard,
        masked.life_sciences_domain_count_below_standard,
        masked.life_sciences_domain_percent_near_standard,
        masked.life_sciences_domain_count_near_standard,
        masked.life_sciences_domain_percent_above_standard,
        masked.life_sciences_domain_count_above_standard,
        masked.life_sciences_domain_total,
        masked.physical_sciences_domain_percent_below_standard,
        masked.physical_sciences_domain_count_below_standard,
        masked.physical_sciences_domain_percent_near_standard,
        masked.physical_sciences_domain_count_near_standard,
        masked.physical_sciences_domain_percent_above_standard,
        masked.physical_sciences_domain_count_above_standard,
        masked.physical_sciences_domain_total,
        masked.earth_and_space_sciences_domain_percent_below_standard,
        masked.earth_and_space_sciences_domain_count_below_standard,
        masked.earth_and_space_sciences_domain_percent_near_standard,
        masked.earth_and_space_sciences_domain_count_near_standard,
        masked.earth_and_space_sciences_domain_percent_above_standard,
        masked.earth_and_space_sciences_domain_count_above_standard,
        masked.earth_and_space_sciences_domain_total
    from masked
    left join entities on masked.cds_code = entities.cds_code
    where {{ layout_is_in_force('cast_research', '2024') }}

)

select * from final
