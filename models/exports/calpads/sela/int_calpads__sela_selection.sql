-- Grain: one row per record that SELA could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__sela_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        english_language_acquisition_status_code as status_code,
        english_language_acquisition_status_start_date as status_date,
        concat_ws(
            '',
            local_record_id,
            reporting_lea,
            school_of_attendance,
            ssid,
            local_student_id,
            student_legal_first_name,
            student_legal_last_name,
            student_gender_code,
            english_language_acquisition_status_code,
            primary_language_code,
            correction_reason_code
        ) as typed_text
    from records

),

-- Selection rules, section 3.14, tests 1 to 10: the first that holds is the reason. Since
-- 2020-07-01 the results EL and IFEP come from the testing system (SELA0520, case 076).
tested as (

    select
        typed.*,
        case
            when typed.is_student_excluded then 'student_excluded'
            when typed.status_date not between options.start_date and options.end_date
                then 'outside_date_range'
            when typed.status_date > options.as_of_date then 'future_date'
            when not typed.is_enrolled_in_range then 'not_enrolled_in_range'
            when typed.is_grade_without_status then 'grade_without_status'
            when
                typed.status_code in ('EL', 'IFEP')
                and typed.status_date >= cast('2020-07-01' as date)
                and coalesce(typed.correction_reason_code, '') not in ('1', '2', '5')
                then 'status_from_testing_system'
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

-- Test 11: the state keeps one row per status, whatever its date; the earliest stays.
ranked as (

    select
        export_name,
        record_key,
        {{ key_text(['local_record_id', 'reporting_lea', 'ssid', 'status_code']) }} as row_key,
        student_id,
        early_reason,
        row_number() over (
            partition by early_reason is null, reporting_lea, ssid, status_code
            order by status_date nulls last, record_key
        ) as place
    from tested

),

final as (

    select
        export_name,
        record_key,
        row_key,
        student_id as subject_key,
        coalesce(early_reason, case when place > 1 then 'duplicate_key' end) as exclusion_reason
    from ranked

)

select * from final
