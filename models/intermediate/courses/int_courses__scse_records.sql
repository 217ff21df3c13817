-- Grain: one row per student and section of the year, with what SCSE asks of the pair.

with

schedules as (

    select * from {{ ref('int_courses__schedules') }}
    where is_of_year

),

sections as (

    select * from {{ ref('int_courses__section_fields') }}

),

students as (

    select * from {{ ref('int_courses__students') }}

),

term_enrollments as (

    select * from {{ ref('int_courses__term_enrollments') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'scse'

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        schedules.section_id || '-' || coalesce(schedules.student_id, '') as local_record_id,
        schedules.student_id,
        schedules.section_id,
        sections.reporting_lea,
        sections.school_of_course_delivery,
        options.academic_year as academic_year_id,
        students.ssid,
        students.local_student_id,
        students.student_legal_first_name,
        students.student_legal_last_name,
        students.student_birth_date,
        students.student_gender_code,
        sections.local_course_id,
        sections.course_section_id,
        sections.academic_term_code,
        sections.uc_csu_admission_requirement_code,
        students.has_odd_first_name,
        students.has_odd_last_name,
        -- Selection 3.8, tests 1 to 12: the first that holds is the reason.
        case
            when students.student_id is null then 'student_missing'
            when students.is_excluded then 'student_excluded'
            when sections.section_reason is not null then sections.section_reason
            when not schedules.is_in_effect then 'not_in_effect'
            when not coalesce(term_enrollments.is_schedulable, false) then 'no_enrollment_at_school'
            when not students.has_ssid then 'missing_ssid'
            when not options.include_not_enrolled and not students.is_currently_enrolled
                then 'not_currently_enrolled'
            when not options.include_previously_submitted and submitted.subject_key is not null
                then 'previously_submitted'
        end as selection_reason,
        sections.term_hits,
        sections.requirement_hits,
        students.person_hits,
        {{ joined_hits([
            'students.person_unsafe_hits',
            'sections.section_unsafe_hits',
            unsafe_hits(['sections.uc_csu_admission_requirement_code']),
        ]) }} as unsafe_hits
    from schedules
    inner join sections on schedules.section_id = sections.section_id
    cross join options
    left join students on schedules.student_id = students.student_id
    left join term_enrollments
        on
            schedules.student_id = term_enrollments.student_id
            and sections.org_id = term_enrollments.org_id
            and sections.session_id = term_enrollments.session_id
    left join submitted on schedules.student_id = submitted.subject_key

),

final as (

    select
        *,
        -- Test 13. The pieces of the record id are judged with the section and the student.
        case
            when selection_reason is not null then selection_reason
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as early_reason
    from joined

)

select * from final
