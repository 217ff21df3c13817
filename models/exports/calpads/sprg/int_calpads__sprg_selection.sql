-- Grain: one row per record that SPRG could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__sprg_records') }}

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
            education_program_code,
            education_program_membership_code,
            education_service_code,
            california_partnership_academy_id,
            migrant_student_id,
            homeless_dwelling_type_code
        ) as typed_text
    from records

),

-- Selection rules, section 3.5, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        typed.*,
        case
            when typed.is_student_missing then 'student_missing'
            when typed.is_student_excluded then 'student_excluded'
            when typed.is_school_excluded then 'school_excluded'
            -- 194, expanded learning, belongs to the LEAP file.
            when typed.education_program_code is null or typed.education_program_code = '194'
                then 'program_not_reportable'
            when not typed.overlaps_date_range then 'outside_date_range'
            when not typed.is_enrolled_at_school then 'not_enrolled_in_range'
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

-- Test 11: of rows with one key as written the latest end stays, then the lowest program id.
-- Service year and service are blank but for 122.
ranked as (

    select
        export_name,
        record_key,
        {{ key_text([
            'local_record_id', 'school_of_attendance', 'ssid', 'education_program_code',
            date_text('education_program_membership_start_date'),
            'education_service_academic_year', 'education_service_code'
        ]) }} as row_key,
        student_id,
        early_reason,
        row_number() over (
            partition by
                early_reason is null,
                school_of_attendance,
                ssid,
                education_program_code,
                education_program_membership_start_date,
                education_service_academic_year,
                education_service_code
            order by end_date desc nulls first, student_program_id asc nulls last, record_key asc
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
