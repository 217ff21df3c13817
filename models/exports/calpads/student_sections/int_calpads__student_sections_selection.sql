-- Grain: one row per record that SCSE or SCSC could hold, with its exclusion reason; null = sent.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection 3.8, tests 1 to 11, and 3.9, tests 1 to 14: they do not depend on who is sent now.
-- D11: the text of the columns that can hold what was typed, and codes, for translations are typed.
lasting as (

    select
        *,
        concat_ws(
            '',
            local_record_id,
            reporting_lea,
            school_of_course_delivery,
            ssid,
            local_student_id,
            student_legal_first_name,
            student_legal_last_name,
            student_gender_code,
            local_course_id,
            course_section_id,
            academic_term_code,
            student_course_final_grade,
            uc_csu_admission_requirement_code,
            marking_period
        ) as typed_text,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when section_id is null then 'no_section'
            when is_school_excluded then 'school_excluded'
            when is_nonpublic_school then 'nonpublic_school'
            when is_section_excluded then 'section_excluded'
            when is_course_excluded then 'course_excluded'
            when is_schedule_excluded then 'schedule_excluded'
            when not has_state_course_code then 'no_state_course_code'
            when not is_in_effect then 'not_in_effect'
            when export_name = 'scsc' and student_course_final_grade is null then 'no_final_mark'
            when not is_enrolled_in_term then 'no_enrollment_at_school'
            when export_name = 'scsc' and not is_in_grades_7_to_12 then 'grade_not_7_12'
            when not {{ has_digits('ssid', 10) }} then 'missing_ssid'
        end as lasting_reason
    from records

),

safe as (

    select
        *,
        case when lasting_reason is null then {{ is_unsafe(['typed_text']) }} end as is_unsafe
    from lasting

),

-- Tests 12 to 14 of SCSE, 15 to 17 of SCSC.
tested as (

    select
        safe.export_name,
        safe.record_key,
        safe.local_record_id,
        safe.student_id,
        safe.section_id,
        safe.school_of_course_delivery,
        safe.ssid,
        safe.local_course_id,
        safe.course_section_id,
        safe.academic_term_code,
        safe.marking_period,
        coalesce(safe.export_name = 'scsc' and not safe.is_unsafe, false) as is_completion,
        case
            when safe.lasting_reason is not null then safe.lasting_reason
            when not options.include_not_enrolled and not safe.is_currently_enrolled
                then 'not_currently_enrolled'
            when not options.include_previously_submitted and safe.was_submitted
                then 'previously_submitted'
            when safe.is_unsafe then 'unsafe_value'
        end as early_reason
    from safe
    cross join options

),

-- Few rows share a key as it is written, and only they need an order.
shared_keys as (

    select
        export_name,
        school_of_course_delivery,
        ssid,
        local_course_id,
        course_section_id,
        academic_term_code,
        marking_period
    from tested
    group by
        export_name, school_of_course_delivery, ssid, local_course_id, course_section_id,
        academic_term_code, marking_period
    having count(*) > 1

),

-- Test 15 (SCSE0222): of rows with one key as written the lowest section id stays. Test 18
-- (SCSC0230): the highest result id, among all completions for CRSC (3.7, test 8), which does not
-- depend on who is sent now.
ranked as (

    select
        tested.export_name,
        tested.record_key,
        row_number() over (
            partition by
                tested.early_reason is null,
                tested.export_name,
                tested.school_of_course_delivery,
                tested.ssid,
                tested.local_course_id,
                tested.course_section_id,
                tested.academic_term_code,
                tested.marking_period
            order by
                case when tested.export_name = 'scsc' then tested.record_key end desc,
                tested.section_id asc nulls last,
                tested.student_id asc nulls last
        ) as place,
        row_number() over (
            partition by
                tested.is_completion,
                tested.school_of_course_delivery,
                tested.ssid,
                tested.local_course_id,
                tested.course_section_id,
                tested.academic_term_code,
                tested.marking_period
            order by tested.record_key desc
        ) as completion_place
    from tested
    inner join shared_keys
        on
            tested.export_name = shared_keys.export_name
            and tested.school_of_course_delivery
            is not distinct from shared_keys.school_of_course_delivery
            and tested.ssid is not distinct from shared_keys.ssid
            and tested.local_course_id is not distinct from shared_keys.local_course_id
            and tested.course_section_id is not distinct from shared_keys.course_section_id
            and tested.academic_term_code is not distinct from shared_keys.academic_term_code
            and tested.marking_period is not distinct from shared_keys.marking_period

),

final as (

    select
        tested.export_name,
        tested.record_key,
        {{ key_text(
            [
                'local_record_id', 'school_of_course_delivery', 'ssid', 'local_course_id',
                'course_section_id', 'academic_term_code'
            ],
            relation='tested'
        ) }} as row_key,
        tested.student_id as subject_key,
        coalesce(tested.early_reason, case when ranked.place > 1 then 'duplicate_key' end)
            as exclusion_reason,
        tested.is_completion and coalesce(ranked.completion_place, 1) = 1 as is_completion
    from tested
    left join ranked
        on
            tested.export_name = ranked.export_name
            and tested.record_key = ranked.record_key

)

select * from final
