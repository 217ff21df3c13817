-- Grain: one row per test result of the test year: counted in its entities, or why it is not.

with

records as (

    select * from {{ ref('int_assessments__cast_records') }}

),

include_indicators as (

    select * from {{ ref('include_indicators') }}

),

grade_rows as (

    select * from {{ ref('cast_grade_rows') }}
    where grade_code = member_grade_code

),

cast_tests as (

    select * from {{ ref('code_roles') }}
    where role = 'cast_test'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.27: the first test that holds is the reason.
tested as (

    select
        records.*,
        coalesce(include_indicators.is_tested, false) as is_tested,
        coalesce(include_indicators.is_scored, false) as is_scored,
        case
            when cast_tests.code is null then 'other_test'
            when grade_rows.grade_code is null then 'grade_not_tested'
            when include_indicators.include_indicator is null then 'unknown_include_indicator'
            when records.home_cds_code is null then 'unknown_entity'
            -- Test 5: the site is a school; only its own students belong to it.
            when
                options.site <> 'LEA'
                and coalesce(right(records.school_cds_code_counted, 7), '') <> options.site
                then 'outside_site'
        end as exclusion_reason
    from records
    cross join options
    left join cast_tests on records.test_id = cast_tests.code
    left join grade_rows
        on
            records.grade_code = grade_rows.grade_code
            and options.test_year >= grade_rows.first_year
            and options.test_year <= coalesce(grade_rows.last_year, options.test_year)
    left join include_indicators
        on records.include_indicator = include_indicators.include_indicator

),

-- What is worth a look in a counted result, or in one that is left out for an unknown value.
judged as (

    select
        *,
        exclusion_reason is null and is_scored and percent_correct is null as lacks_percent,
        exclusion_reason is null and is_scored and percent_correct not between 0 and 100
            as has_odd_percent,
        exclusion_reason is null and is_scored
        and coalesce(preliminary_indicator not in (1, 2, 3), true) as lacks_indicator,
        exclusion_reason is null and english_learner_time is not null
        and us_school_entry_date is null as lacks_entry_date,
        exclusion_reason is null and school_cds_code_counted is null
        and home_cds_code = school_cds_code as lacks_school,
        exclusion_reason = 'unknown_include_indicator' as has_unknown_indicator,
        exclusion_reason = 'unknown_entity' as has_unknown_entity
    from tested

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
        percent_correct,
        case when preliminary_indicator in (1, 2, 3) then preliminary_indicator end
            as preliminary_indicator,
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
                lacks_percent or has_odd_percent or lacks_indicator or lacks_entry_date
                or lacks_school or has_unknown_indicator or has_unknown_entity
                then
                    {{ joined_hits([
                        'case when exclusion_reason is null then code_hits else '
                        ~ hits([]) ~ ' end',
                        hits([
                            hit('scored_without_percent', 'percent_correct', 'null',
                                when='lacks_percent'),
                            hit('percent_out_of_range', 'percent_correct',
                                'cast(percent_correct as varchar)', when='has_odd_percent'),
                            hit('scored_without_indicator', 'preliminary_indicator',
                                'cast(preliminary_indicator as varchar)', when='lacks_indicator'),
                            hit('el_without_entry_date', 'us_school_entry_date', 'null',
                                when='lacks_entry_date'),
                            hit('result_without_school', 'school_cds_code', 'school_cds_code',
                                when='lacks_school'),
                            hit('unknown_include_indicator', 'include_indicator',
                                'left(include_indicator, 40)', when='has_unknown_indicator'),
                            hit('unknown_entity', 'school_cds_code', 'left(school_cds_code, 40)',
                                when='has_unknown_entity'),
                        ]),
                    ]) }}
            when exclusion_reason is null then code_hits
            else {{ hits([]) }}
        end as hits,
        exclusion_reason
    from judged

)

select * from final
