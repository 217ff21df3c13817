-- Grain: one row per student and section of the academic year.

with

schedules as (

    select * from {{ ref('int_courses__schedules') }}
    where is_of_year

),

sections as (

    select * from {{ ref('int_courses__sections') }}

),

courses as (

    select * from {{ ref('int_courses__courses') }}

),

term_enrollments as (

    select * from {{ ref('int_courses__term_enrollments') }}

),

results as (

    select * from {{ ref('int_courses__results') }}

),

scse as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where export_name = 'scse' and exclusion_reason is null

),

scsc as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where export_name = 'scsc' and exclusion_reason is null

),

-- A section with several marking periods has several results for one student.
completed as (

    select
        results.student_id,
        results.section_id,
        count(*) as results,
        count(scsc.record_key) as scsc_rows,
        sum(results.student_credits_attempted) as credits_attempted,
        sum(results.student_credits_earned) as credits_earned,
        max(results.student_course_final_grade) filter (where results.recency = 1) as final_mark
    from (
        select
            *,
            row_number() over (
                partition by student_id, section_id
                order by marking_period desc nulls last, course_grade_id desc
            ) as recency
        from results
        where section_id is not null
    ) as results
    left join scsc on results.course_grade_id = scsc.record_key
    group by results.student_id, results.section_id

),

final as (

    select
        schedules.student_id,
        schedules.section_id,
        sections.org_id,
        sections.session_id,
        sections.course_id,
        sections.local_course_id,
        courses.course_name,
        sections.state_course_code,
        sections.course_section_id,
        sections.academic_term_code,
        term_enrollments.grade_level_code,
        completed.final_mark,
        coalesce(completed.results, 0) as results,
        coalesce(completed.scsc_rows, 0) as scsc_rows,
        completed.credits_attempted,
        completed.credits_earned,
        schedules.is_in_effect,
        scse.record_key is not null as is_in_scse,
        schedules.start_date,
        schedules.end_date
    from schedules
    inner join sections on schedules.section_id = sections.section_id
    left join courses on sections.course_id = courses.course_id
    left join term_enrollments
        on
            schedules.student_id = term_enrollments.student_id
            and sections.org_id = term_enrollments.org_id
            and sections.session_id = term_enrollments.session_id
    left join completed
        on
            schedules.student_id = completed.student_id
            and schedules.section_id = completed.section_id
    left join scse
        on {{ key_text(['schedules.section_id', 'schedules.student_id']) }} = scse.record_key

)

select * from final
