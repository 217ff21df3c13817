-- Grain: one row per learner and class with attendance, with its exclusion reason;
-- null = ATT holds it.

with

records as (

    select * from {{ ref('int_casas__att_records') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            record_key,
            agency_id,
            site_id,
            student_id,
            class_id,
            extended_class_id,
            attendance_source
        ) as typed_text
    from records

),

-- Selection rules, section 3.23, tests 1 to 8: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_site_excluded then 'site_excluded'
            when is_class_missing then 'class_missing'
            when minutes_of_instruction is null and minutes_of_instruction_finding is null
                then 'no_attendance_to_date'
            when not passes_course_group then 'not_in_course_group'
            when student_id is null then 'missing_student_id'
            when class_id is null then 'missing_class_id'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 10: all rows that share a key are left out, for one total would replace the other.
counted as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        early_reason,
        count(*) over (
            partition by early_reason is null, student_id, class_id, extended_class_id
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
