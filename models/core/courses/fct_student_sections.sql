-- Grain: one row per student and section of the schedule, with the results posted for it.

with

schedules as (

    select * from {{ ref('stg_sis__section_enrollments') }}

),

sections as (

    select * from {{ ref('fct_sections') }}

),

courses as (

    select * from {{ ref('dim_courses') }}

),

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where is_effective

),

grades as (

    select * from {{ ref('stg_sis__course_grades') }}

),

-- The spans of a student in a section taken together; one that ends before it starts never took
-- effect (contract of section_enrollments).
scheduled as (

    select
        student_id,
        section_id,
        min(start_date) as start_date,
        case when not bool_or(end_date is null) then max(end_date) end as end_date
    from schedules
    where coalesce(end_date >= start_date, true)
    group by student_id, section_id

),

ranked_grades as (

    select
        *,
        row_number() over (
            partition by student_id, section_id
            order by marking_period_code desc nulls last, course_grade_id desc
        ) as recency
    from grades

),

-- A section with several marking periods has several results for one student.
completed as (

    select
        student_id,
        section_id,
        count(*) as results,
        cast(sum(credits_attempted) as decimal(38, 2)) as credits_attempted,
        cast(sum(credits_earned) as decimal(38, 2)) as credits_earned,
        max(final_mark) filter (where recency = 1) as final_mark
    from ranked_grades
    group by student_id, section_id

),

terms as (

    select
        org_id,
        session_id,
        min(session_start_date) as start_date,
        max(session_end_date) as end_date
    from sections
    group by org_id, session_id

),

-- The grade of the latest enrollment at the place that shares a day with the term.
grade_levels as (

    select
        enrollments.student_id,
        terms.org_id,
        terms.session_id,
        max_by(
            enrollments.grade_level_code,
            cast(enrollments.entry_date as string) || enrollments.enrollment_id
        ) as grade_level_code
    from enrollments
    inner join terms
        on
            enrollments.org_id = terms.org_id
            and {{ spans_overlap('enrollments.entry_date', 'enrollments.exit_date',
                                 'terms.start_date', 'terms.end_date') }}
    group by enrollments.student_id, terms.org_id, terms.session_id

),

final as (

    select
        scheduled.student_id,
        scheduled.section_id,
        sections.org_id,
        sections.session_id,
        sections.course_id,
        sections.local_course_id,
        courses.course_name,
        sections.state_course_code,
        sections.course_section_id,
        sections.academic_term_code,
        grade_levels.grade_level_code,
        completed.final_mark,
        sections.school_year,
        coalesce(completed.results, 0) as results,
        completed.credits_attempted,
        completed.credits_earned,
        scheduled.start_date,
        scheduled.end_date
    from scheduled
    inner join sections on scheduled.section_id = sections.section_id
    left join courses on sections.course_id = courses.course_id
    left join grade_levels
        on
            scheduled.student_id = grade_levels.student_id
            and sections.org_id = grade_levels.org_id
            and sections.session_id = grade_levels.session_id
    left join completed
        on
            scheduled.student_id = completed.student_id
            and scheduled.section_id = completed.section_id

)

select * from final
