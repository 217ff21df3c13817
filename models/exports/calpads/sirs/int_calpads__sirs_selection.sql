-- Grain: one row per record that SIRS could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__sirs_records') }}

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
            local_record_id,
            reporting_lea,
            school_of_attendance,
            ssid,
            local_student_id,
            student_legal_first_name,
            student_legal_last_name,
            student_gender_code,
            incident_id_local,
            incident_result_code,
            incident_result_authority_code,
            incident_result_modification_code
        ) as typed_text
    from records

),

-- Selection rules, section 3.16, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        typed.*,
        case
            when typed.is_student_missing then 'student_missing'
            when typed.is_student_excluded then 'student_excluded'
            when typed.is_school_excluded then 'school_excluded'
            when typed.incident_date not between options.start_date and options.end_date
                then 'outside_date_range'
            when typed.incident_result_code is null then 'result_not_reportable'
            when not typed.is_incident_reportable then 'incident_not_reportable'
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

-- Test 11: of rows with one key the lowest local key stays.
ranked as (

    select
        export_name,
        record_key,
        {{ key_text([
            'local_record_id', 'school_of_attendance', 'ssid', 'incident_id_local',
            'incident_result_code'
        ]) }} as row_key,
        student_id,
        early_reason,
        row_number() over (
            partition by
                early_reason is null,
                school_of_attendance,
                ssid,
                incident_id_local,
                incident_result_code
            order by incident_id nulls last, student_id nulls last
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
