-- Grain: one row per entity, student group and grade, in layout 2018 of CAST_RESEARCH.
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
        cast(cast(aggregates.student_group_code as integer) as string) as subgroup_id,
        'X' as test_type,
        aggregates.entity_students_tested as total_tested_at_entity_level,
        aggregates.entity_students_scored as total_tested_with_scores,
        cast(cast(aggregates.grade_code as integer) as string) as grade,
        '17' as test_id,
        aggregates.students_enrolled as caaspp_reported_enrollment,
        aggregates.students_tested,
        aggregates.mean_score as mean_percent_correct,
        aggregates.level_1_percent as percentage_preliminary_indicator_category_1,
        aggregates.level_2_percent as percentage_preliminary_indicator_category_2,
        aggregates.level_3_percent as percentage_preliminary_indicator_category_3,
        aggregates.students_scored as students_with_scores
    from aggregates
    where {{ layout_is_active('cast_research', '2018') }}

)

select * from final
