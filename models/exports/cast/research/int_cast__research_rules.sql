-- Grain: one row per test result that is counted, or left out for an unknown value: broken rules.

with

records as (

    select * from {{ ref('int_cast__research_records') }}

),

selection as (

    select * from {{ ref('int_cast__research_selection') }}
    where
        exclusion_reason is null
        or exclusion_reason in ('unknown_include_indicator', 'unknown_entity')

),

score_ranges as (

    select * from {{ ref('cast_score_ranges') }}

),

with_facts as (

    select
        records.*,
        selection.exclusion_reason,
        selection.exclusion_reason is null as is_counted,
        selection.exclusion_reason is null and records.is_scored as is_counted_score,
        records.score_column = 'percent_correct' as is_percent,
        records.score < score_ranges.lowest or records.score > score_ranges.highest
            as is_out_of_range
    from selection
    inner join records
        on
            selection.export_name = records.export_name
            and selection.record_key = records.record_key
    left join score_ranges
        on
            records.score_column = score_ranges.score_column
            and records.grade_code = score_ranges.grade_code

),

final as (

    select
        export_name,
        record_key,

        -- A scored student of 2018 has no percent correct, so the mean is too low.
        is_counted_score and is_percent and score is null as scored_without_percent,

        -- A scored student since 2019 has no scale score, so the mean is of the others.
        is_counted_score and not is_percent and score is null as scored_without_scale_score,

        -- The percent correct is below 0 or above 100.
        is_counted_score and is_percent and is_out_of_range as percent_out_of_range,

        -- The scale score lies outside the range of the grade.
        is_counted_score and not is_percent and is_out_of_range as scale_score_out_of_range,

        -- A scored student of 2018 has no preliminary indicator of 1, 2 or 3.
        is_counted_score and is_percent and performance_level is null as scored_without_indicator,

        -- A scored student since 2019 has no achievement level of 1 to 4.
        is_counted_score and not is_percent and performance_level is null as scored_without_level,

        -- A level of a domain is not 1, 2 or 3.
        is_counted_score and not is_percent and (
            local_life_sciences_level not between 1 and 3
            or local_physical_sciences_level not between 1 and 3
            or local_earth_space_sciences_level not between 1 and 3
        ) as odd_domain_level,

        -- An English learner has no date of first entry into a school of the United States.
        is_counted and english_learner_time is not null and us_school_entry_date is null
            as el_without_entry_date,

        -- The school code of the result ends in 0000000: the student counts in no school.
        is_counted and counted_school_cds_code is null and reporting_cds_code = school_cds_code
            as result_without_school,

        -- The include indicator is not N, T, R or Y.
        coalesce(exclusion_reason = 'unknown_include_indicator', false)
            as unknown_include_indicator,

        -- The school code is not 14 digits, or a nonpublic school has no accountability district.
        coalesce(exclusion_reason = 'unknown_entity', false) as unknown_entity
    from with_facts

)

select * from final
