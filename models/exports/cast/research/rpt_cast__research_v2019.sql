-- Grain: one row per entity, student group and grade, in layout 2019 of CAST_RESEARCH.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

aggregates as (

    select * from {{ ref('int_cast__research_aggregates') }}

),

final as (

    select
        aggregates.county_code,
        aggregates.district_code,
        aggregates.school_code,
        cast(null as string) as filler,
        cast(cast(aggregates.test_year as integer) as string) as test_year,
        cast(cast(aggregates.student_group_code as integer) as string) as demographic_id,
        'X' as test_type,
        aggregates.entity_students_tested as total_number_tested_at_entity_level_and_demographic,
        aggregates.entity_students_scored
            as total_number_tested_at_this_demographic_with_valid_scores,
        cast(cast(aggregates.grade_code as integer) as string) as grade,
        '17' as test_id,
        aggregates.students_enrolled as cast_reported_enrollment,
        aggregates.students_tested as total_number_of_students_tested,
        aggregates.mean_score as mean_scale_score,
        aggregates.level_4_percent as percentage_standard_exceeded,
        aggregates.level_3_percent as percentage_standard_met,
        aggregates.level_3_or_4_percent as percentage_standard_met_and_above,
        aggregates.level_2_percent as percentage_standard_nearly_met,
        aggregates.level_1_percent as percentage_standard_not_met,
        aggregates.students_scored as total_number_of_students_with_valid_scores,
        aggregates.life_sciences_domain_percent_below_standard,
        aggregates.life_sciences_domain_percent_near_standard,
        aggregates.life_sciences_domain_percent_above_standard,
        aggregates.physical_sciences_domain_percent_below_standard,
        aggregates.physical_sciences_domain_percent_near_standard,
        aggregates.physical_sciences_domain_percent_above_standard,
        aggregates.earth_and_space_sciences_domain_percent_below_standard,
        aggregates.earth_and_space_sciences_domain_percent_near_standard,
        aggregates.earth_and_space_sciences_domain_percent_above_standard
    from aggregates
    where {{ layout_is_active('cast_research', '2019') }}

)

select * from final
