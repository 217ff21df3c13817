-- Grain: one row per SCSE record (student and section) or SCSC record (posted result) of the year.

with

schedules as (

    select * from {{ ref('int_courses__schedules') }}

),

results as (

    select * from {{ ref('int_courses__results') }}

),

sections as (

    select * from {{ ref('int_courses__section_fields') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

identity as (

    select * from {{ ref('int_calpads__student_identity') }}

),

current_students as (

    select * from {{ ref('int_calpads__current_students') }}

),

term_enrollments as (

    select * from {{ ref('int_courses__term_enrollments') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name in ('scse', 'scsc')

),

options as (

    select * from {{ ref('run_options') }}

),

-- What differs between the files. Mapping of 10.16 to 10.18, 10.20 and 10.21: SCSC alone.
student_rows as (

    select
        'scse' as export_name,
        {{ key_text(['schedules.section_id', 'schedules.student_id']) }} as record_key,
        schedules.section_id || '-' || coalesce(schedules.student_id, '') as local_record_id,
        schedules.student_id,
        schedules.section_id,
        cast(null as decimal(5, 2)) as student_credits_attempted,
        cast(null as decimal(5, 2)) as student_credits_earned,
        cast(null as string) as student_course_final_grade,
        sections.uc_csu_admission_requirement_code,
        cast(null as string) as marking_period,
        cast(null as decimal(5, 2)) as carnegie_units_earned,
        sections.local_uc_csu_admission_requirement_code,
        cast(null as string) as local_marking_period,
        sections.uc_csu_admission_requirement_code_finding,
        cast(null as string) as marking_period_finding,
        schedules.is_schedule_excluded,
        schedules.is_in_effect
    from schedules
    inner join sections on schedules.section_id = sections.section_id
    where schedules.is_of_year and not {{ is_left_out("'scse'") }}
    union all
    select
        'scsc' as export_name,
        {{ key_text(['results.course_grade_id']) }} as record_key,
        results.course_grade_id as local_record_id,
        results.student_id,
        results.section_id,
        results.student_credits_attempted,
        results.student_credits_earned,
        results.student_course_final_grade,
        results.uc_csu_admission_requirement_code,
        results.marking_period,
        results.carnegie_units_earned,
        results.local_uc_csu_admission_requirement_code,
        results.local_marking_period,
        results.uc_csu_admission_requirement_code_finding,
        results.marking_period_finding,
        coalesce(schedules.is_schedule_excluded, false) as is_schedule_excluded,
        coalesce(schedules.is_in_effect, false) as is_in_effect
    from results
    left join schedules
        on
            results.student_id = schedules.student_id
            and results.section_id = schedules.section_id
    where not {{ is_left_out("'scsc'") }}

),

final as (

    select
        student_rows.export_name,
        student_rows.record_key,
        student_rows.student_id,
        student_rows.section_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        student_rows.local_record_id,
        sections.reporting_lea,
        sections.school_of_course_delivery,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        sections.local_course_id,
        sections.course_section_id,
        sections.academic_term_code,
        student_rows.student_credits_attempted,
        student_rows.student_credits_earned,
        student_rows.student_course_final_grade,
        student_rows.uc_csu_admission_requirement_code,
        student_rows.marking_period,
        student_rows.carnegie_units_earned,

        -- local codes, and what is wrong with those that are shown
        identity.local_gender_code as local_student_gender_code,
        sections.local_academic_term_code,
        student_rows.local_uc_csu_admission_requirement_code,
        student_rows.local_marking_period,
        identity.gender_code_finding as student_gender_code_finding,
        sections.academic_term_code_finding,
        student_rows.uc_csu_admission_requirement_code_finding,
        student_rows.marking_period_finding,

        -- facts for selection, rules and findings
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        sections.is_school_excluded,
        sections.is_nonpublic_school,
        sections.is_section_excluded,
        sections.is_course_excluded,
        sections.has_state_course_code,
        student_rows.is_schedule_excluded,
        student_rows.is_in_effect,
        -- Selection 3.8, test 10 and 3.9, test 12: at the place of the section and in its term.
        case student_rows.export_name
            when 'scse' then coalesce(term_enrollments.is_schedulable, false)
            else term_enrollments.student_id is not null
        end as is_enrolled_in_term,
        coalesce(term_enrollments.is_in_grades_7_to_12, false) as is_in_grades_7_to_12,
        coalesce(term_enrollments.is_in_grades_9_to_12, false) as is_in_grades_9_to_12,
        sections.is_departmentalized,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        {{ section_key('sections', 'school_of_course_delivery') }} as section_key
    from student_rows
    cross join options
    left join sections on student_rows.section_id = sections.section_id
    left join students on student_rows.student_id = students.student_id
    left join identity
        on
            student_rows.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on student_rows.student_id = current_students.student_id
    left join term_enrollments
        on
            student_rows.student_id = term_enrollments.student_id
            and sections.org_id = term_enrollments.org_id
            and sections.session_id = term_enrollments.session_id
    left join submitted
        on
            student_rows.export_name = submitted.export_name
            and student_rows.student_id = submitted.subject_key

)

select * from final
