-- Grain: one row per entity, student group and grade, in layout 2024 of CAST_RESEARCH.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

aggregates as (

    select * from {{ ref('int_cast__research_aggregates') }}

),

final as (

    select
        aggregates.county_code,
        aggregates.district_code,
        aggregates.district_name,
        aggregates.school_code,
        aggregates.school_name,
        cast(cast(aggregates.entity_type_code as integer) as string) as type_id,
        cast(null as string) as filler,
        cast(cast(aggregates.test_year as integer) as string) as test_year,
        'X' as test_type,
        '17' as test_id,
        cast(cast(aggregates.student_group_code as integer) as string) as student_group_id,
        cast(cast(aggregates.grade_code as integer) as string) as grade,
        aggregates.students_enrolled as total_students_enrolled,
        aggregates.students_tested as total_students_tested,
        aggregates.students_scored as total_students_tested_with_scores,
        aggregates.mean_score as mean_scale_score,
        aggregates.level_4_percent as percentage_standard_exceeded,
        aggregates.students_at_level_4 as count_standard_exceeded,
        aggregates.level_3_percent as percentage_standard_met,
        aggregates.students_at_level_3 as count_standard_met,
        aggregates.level_3_or_4_percent as percentage_standard_met_and_above,
        aggregates.students_at_level_3_or_4 as count_standard_met_and_above,
        aggregates.level_2_percent as percentage_standard_nearly_met,
        aggregates.students_at_level_2 as count_standard_nearly_met,
        aggregates.level_1_percent as percentage_standard_not_met,
        aggregates.students_at_level_1 as count_standard_not_met,
        aggregates.students_in_a_level as overall_total,
        aggregates.life_sciences_domain_percent_below_standard,
        aggregates.life_sciences_domain_count_below_standard,
        aggregates.life_sciences_domain_percent_near_standard,
        aggregates.life_sciences_domain_count_near_standard,
        aggregates.life_sciences_domain_percent_above_standard,
        aggregates.life_sciences_domain_count_above_standard,
        aggregates.life_sciences_domain_total,
        aggregates.physical_sciences_domain_percent_below_standard,
        aggregates.physical_sciences_domain_count_below_standard,
        aggregates.physical_sciences_domain_percent_near_standard,
        aggregates.physical_sciences_domain_count_near_standard,
        aggregates.physical_sciences_domain_percent_above_standard,
        aggregates.physical_sciences_domain_count_above_standard,
        aggregates.physical_sciences_domain_total,
        aggregates.earth_and_space_sciences_domain_percent_below_standard,
        aggregates.earth_and_space_sciences_domain_count_below_standard,
        aggregates.earth_and_space_sciences_domain_percent_near_standard,
        aggregates.earth_and_space_sciences_domain_count_near_standard,
        aggregates.earth_and_space_sciences_domain_percent_above_standard,
        aggregates.earth_and_space_sciences_domain_count_above_standard,
        aggregates.earth_and_space_sciences_domain_total
    from aggregates
    where {{ layout_is_active('cast_research', '2024') }}

)

select * from final
