-- Grain: one row per record that SWAV could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__swav_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            record_key,
            reporting_lea,
            school_of_attendance,
            ssid,
            local_student_id,
            student_legal_first_name,
            student_legal_last_name,
            student_gender_code,
            education_regulatory_exemption_code,
            education_regulatory_exemption_outcome_code
        ) as typed_text
    from records

),

-- Selection rules, section 3.12, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        typed.*,
        case
            when typed.is_student_missing then 'student_missing'
            when typed.is_student_excluded then 'student_excluded'
            when typed.is_school_excluded then 'school_excluded'
            when typed.education_regulatory_exemption_outcome_start_date is null
                then 'missing_outcome_date'
            when not typed.is_in_range then 'outside_date_range'
            when not typed.is_exemption_valid then 'code_not_valid'
            when not {{ has_digits('typed.ssid', 10) }} then 'missing_ssid'
            when not options.include_not_enrolled and not typed.is_currently_enrolled
                then 'not_currently_enrolled'
            when not options.include_previously_submitted and typed.was_submitted
                then 'previously_submitted'
            when {{ is_unsafe(['typed.typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed
    cross join options

),

-- Test 11 (SWAV0158): of rows with one key the latest outcome stays, then the highest waiver id.
ranked as (

    select
        export_name,
        record_key,
        student_id,
        early_reason,
        row_number() over (
            partition by
                early_reason is null,
                reporting_lea,
                ssid,
                education_regulatory_exemption_code
            order by education_regulatory_exemption_outcome_start_date desc, record_key desc
        ) as place
    from tested

),

final as (

    select
        export_name,
        record_key,
        student_id as subject_key,
        coalesce(early_reason, case when place > 1 then 'duplicate_key' end) as exclusion_reason
    from ranked

)

select * from final
