-- Grain: one row per learner and instructional program, with its exclusion reason;
-- null = SPS holds it.

with

records as (

    select * from {{ ref('int_casas__sps_records') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            agency_id,
            site_id,
            student_id,
            instructional_program,
            program_status,
            progress,
            reason_for_exiting,
            instructional_level
        ) as typed_text
    from records

),

-- Selection rules, section 3.25, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_site_excluded then 'site_excluded'
            when instructional_program is null then 'no_instructional_program'
            when not overlaps_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when not is_program_chosen then 'program_not_selected'
            when is_without_attendance then 'no_attendance'
            when program_start_date is null then 'missing_start_date'
            when student_id is null then 'missing_student_id'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 12: all rows that share a key are left out, for none can be trusted.
counted as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        early_reason,
        count(*) over (
            partition by early_reason is null, student_id, instructional_program
        ) as copies
    from tested

),

final as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        coalesce(early_reason, case when copies > 1 then 'duplicate_key' end) as exclusion_reason
    from counted

)

select * from final
