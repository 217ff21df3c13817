-- Grain: one row per record that SDEM could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__sdem_records') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            record_key,
            local_staff_id,
            staff_legal_first_name,
            staff_legal_middle_name,
            staff_legal_last_name,
            staff_alias_first_name,
            staff_alias_middle_name,
            staff_alias_last_name,
            staff_gender_code,
            staff_race_1_code,
            staff_race_2_code,
            staff_race_3_code,
            staff_race_4_code,
            staff_race_5_code,
            staff_highest_degree_code,
            staff_employment_status_code
        ) as typed_text
    from records

),

-- Selection rules, section 3.10, tests 1 to 6: the first that holds is the reason. Neither
-- "previously submitted" nor "not enrolled" is asked (open question 30).
tested as (

    select
        export_name,
        record_key,
        staff_id,
        seid,
        reporting_lea,
        case
            when is_staff_missing then 'staff_missing'
            when is_staff_excluded then 'staff_excluded'
            when is_school_excluded then 'school_excluded'
            when not {{ has_digits('seid', 10) }} then 'missing_seid'
            when seid = '9999999999' then 'placeholder_seid'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 7: people that share a SEID are all left out; none of them is trusted.
counted as (

    select
        *,
        count(*) over (partition by early_reason is null, seid, reporting_lea) as people_with_seid
    from tested

),

final as (

    select
        export_name,
        record_key,
        staff_id as subject_key,
        coalesce(
            early_reason, case when people_with_seid > 1 then 'duplicate_seid' end
        ) as exclusion_reason
    from counted

)

select * from final
