-- Grain: one row per posted result of the year, with what SCSC asks of student, schedule and grade.

with

results as (

    select * from {{ ref('int_courses__results') }}

),

students as (

    select * from {{ ref('int_courses__students') }}

),

schedules as (

    select * from {{ ref('int_courses__schedules') }}

),

term_enrollments as (

    select * from {{ ref('int_courses__term_enrollments') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'scsc'

),

joined as (

    select
        results.*,
        students.ssid,
        students.local_student_id,
        students.student_legal_first_name,
        students.student_legal_last_name,
        students.student_birth_date,
        students.student_gender_code,
        students.has_odd_first_name,
        students.has_odd_last_name,
        students.person_hits,
        coalesce(students.is_currently_enrolled, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        coalesce(term_enrollments.is_in_grades_9_to_12, false) as is_in_grades_9_to_12,
        -- Selection 3.9, tests 1 to 13: the first that holds is the reason.
        case
            when students.student_id is null then 'student_missing'
            when students.is_excluded then 'student_excluded'
            when results.section_id is null then 'no_section'
            when results.section_reason is not null then results.section_reason
            when not coalesce(schedules.is_in_effect, false) then 'not_in_effect'
            when results.student_course_final_grade is null then 'no_final_mark'
            when term_enrollments.student_id is null then 'no_enrollment_at_school'
            when not term_enrollments.is_in_grades_7_to_12 then 'grade_not_7_12'
            when not students.has_ssid then 'missing_ssid'
        end as lasting_reason,
        {{ joined_hits([
            'students.person_unsafe_hits',
            'results.section_unsafe_hits',
            unsafe_hits([
                'results.course_grade_id',
                'results.student_course_final_grade',
                'results.uc_csu_admission_requirement_code',
                'results.marking_period',
            ]),
        ]) }} as unsafe_hits
    from results
    left join students on results.student_id = students.student_id
    left join schedules
        on
            results.student_id = schedules.student_id
            and results.section_id = schedules.section_id
    left join term_enrollments
        on
            results.student_id = term_enrollments.student_id
            and results.org_id = term_enrollments.org_id
            and results.session_id = term_enrollments.session_id
    left join submitted on results.student_id = submitted.subject_key

),

final as (

    select
        *,
        {{ hits(scsc_rules()) }} as rule_hits
    from joined

)

select * from final
