-- Grain: one row per record that STAS could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__stas_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.18, tests 1 to 12: the first that holds is the reason. Nonpublic and
-- private schools are sent no longer since 2024-2025. D11: text that was typed.
tested as (

    select
        records.*,
        case
            when records.is_student_excluded then 'student_excluded'
            when records.is_school_excluded then 'school_excluded'
            when records.is_nonpublic_school and options.school_year >= 2025
                then 'nonpublic_school'
            when records.is_enrollment_excluded then 'enrollment_excluded'
            when not records.is_enrolled_in_range then 'not_enrolled_in_range'
            when not records.has_reportable_status then 'status_not_reportable'
            when not records.has_reportable_grade then 'grade_not_tk_12'
            when not records.has_calendar then 'no_calendar'
            when not {{ has_digits('records.ssid', 10) }} then 'missing_ssid'
            when not options.include_not_enrolled and not records.is_currently_enrolled
                then 'not_currently_enrolled'
            when not options.include_previously_submitted and records.was_submitted
                then 'previously_submitted'
            when
                {{ is_unsafe([
                    'records.local_record_id', 'records.reporting_lea',
                    'records.school_of_attendance', 'records.ssid', 'records.local_student_id'
                ]) }}
                then 'unsafe_value'
        end as early_reason
    from records
    cross join options

),

-- Test 13: all rows of one school and SSID are left out.
ranked as (

    select
        export_name,
        record_key,
        {{ key_text(['local_record_id', 'school_of_attendance', 'ssid']) }} as row_key,
        student_id,
        early_reason,
        count(*) over (
            partition by early_reason is null, school_of_attendance, ssid
        ) as rows_of_key
    from tested

),

final as (

    select
        export_name,
        record_key,
        row_key,
        student_id as subject_key,
        coalesce(early_reason, case when rows_of_key > 1 then 'duplicate_key' end)
            as exclusion_reason
    from ranked

)

select * from final
