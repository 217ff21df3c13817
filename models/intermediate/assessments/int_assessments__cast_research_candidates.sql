-- Grain: one row per test result of the test year: counted in its entities, or why it is not.

{%- set domains = ['life_sciences', 'physical_sciences', 'earth_space_sciences'] %}

with

results as (

    select * from {{ ref('int_assessments__cast_reasons') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

score_ranges as (

    select * from {{ ref('cast_score_ranges') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- A level is one of the year's; any other value is none (9 = no score).
measured as (

    select
        results.*,
        results.exclusion_reason is null and results.is_scored as is_counted_score,
        results.score_column = 'percent_correct' as is_percent,
        case
            when results.performance_level between 1 and test_years.highest_level
                then results.performance_level
        end as level_of_year,
        {%- for domain in domains %}
        case when results.{{ domain }}_level between 1 and 3 then results.{{ domain }}_level end
            as {{ domain }}_level_1_to_3,
        {%- endfor %}
        results.score < score_ranges.lowest or results.score > score_ranges.highest
            as is_odd_score
    from results
    cross join options
    left join test_years on options.test_year = test_years.test_year
    left join score_ranges
        on
            results.score_column = score_ranges.score_column
            and results.grade_code = score_ranges.grade_code

),

-- What is worth a look in a counted result, or in one that is left out for an unknown value.
judged as (

    select
        *,
        is_counted_score and score is null as lacks_score,
        is_counted_score and coalesce(is_odd_score, false) as has_odd_score,
        is_counted_score and level_of_year is null as lacks_level,
        exclusion_reason is null and english_learner_time is not null
        and us_school_entry_date is null as lacks_entry_date,
        exclusion_reason is null and school_cds_code_counted is null
        and home_cds_code = school_cds_code as lacks_school,
        exclusion_reason = 'unknown_include_indicator' as has_unknown_indicator,
        exclusion_reason = 'unknown_entity' as has_unknown_entity,
        is_counted_score and not is_percent and (
            {%- for domain in domains %}
            {{ 'or ' if not loop.first }}{{ domain }}_level not between 1 and 3
            {%- endfor %}
        ) as has_odd_domain
    from measured

),

final as (

    select
        record_key,
        -- No file looks up a student of this export, so the statewide identifier stays out of it.
        record_key as subject_key,
        school_cds_code_counted as school_cds_code,
        district_code,
        county_code,
        is_known_place,
        grade_code,
        is_tested,
        is_scored,
        -- Only a valid score counts: what another row holds is no result.
        case when is_scored then score end as score,
        case when is_scored then level_of_year end as performance_level,
        {%- for domain in domains %}
        case when is_scored then {{ domain }}_level_1_to_3 end as {{ domain }}_level,
        {%- endfor %}
        gender,
        ethnicity,
        language_status,
        english_learner_time,
        parent_education,
        is_economically_disadvantaged,
        is_migrant,
        has_disability,
        is_armed_forces_family,
        is_homeless,
        is_foster_youth,
        case
            when
                lacks_score or has_odd_score or lacks_level or has_odd_domain or lacks_entry_date
                or lacks_school or has_unknown_indicator or has_unknown_entity
                then {{ cast_result_hits() }}
            when exclusion_reason is null then code_hits
            else {{ hits([]) }}
        end as hits,
        exclusion_reason
    from judged

)

select * from final
