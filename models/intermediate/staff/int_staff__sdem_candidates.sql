-- Grain: one row per staff member and LEA that the SDEM file could hold, with why it does not.

with

records as (

    select * from {{ ref('int_staff__sdem_records') }}

),

judged as (

    select
        *,
        {{ hits(sdem_rules()) }} as rule_hits,
        {{ unsafe_hits(sdem_texts()) }} as unsafe_hits
    from records

),

-- Selection rules, section 3.10, tests 1 to 6: the first that holds is the reason. Neither
-- "previously submitted" nor "not enrolled" is asked (open question 30).
tested as (

    select
        *,
        case
            when is_staff_missing then 'staff_missing'
            when is_staff_excluded then 'staff_excluded'
            when is_school_excluded then 'school_excluded'
            when not {{ has_digits('seid', 10) }} then 'missing_seid'
            when seid = '9999999999' then 'placeholder_seid'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as reason
    from judged

),

-- Test 7: people that share a SEID are all left out; none of them is trusted.
counted as (

    select
        *,
        count(*) over (partition by reason is null, seid, reporting_lea) as people_with_seid
    from tested

),

final as (

    select
        record_key,
        staff_id as subject_key,
        staff_id,
        effective_start_date,
        reporting_lea,
        academic_year_id,
        seid,
        local_staff_id,
        staff_legal_first_name,
        staff_legal_middle_name,
        staff_legal_last_name,
        staff_alias_first_name,
        staff_alias_middle_name,
        staff_alias_last_name,
        staff_birth_date,
        staff_gender_code,
        is_hispanic,
        is_ethnicity_missing,
        staff_race_1_code,
        staff_race_2_code,
        staff_race_3_code,
        staff_race_4_code,
        staff_race_5_code,
        is_race_missing,
        staff_highest_degree_code,
        staff_employment_status_code,
        staff_employment_start_date,
        staff_employment_end_date,
        staff_service_years_lea,
        staff_service_years_total,
        is_employed_on_census_date,
        case
            when reason = 'unsafe_value' then unsafe_hits
            else {{ joined_hits(['value_hits', 'rule_hits']) }}
        end as hits,
        case
            when reason is not null then reason
            when people_with_seid > 1 then 'duplicate_seid'
        end as exclusion_reason
    from counted

)

select * from final
