-- Grain: one row per section, with its term, its teachers and the number of its students.

with

sections as (

    select * from {{ ref('stg_sis__sections') }}

),

sessions as (

    select * from {{ ref('stg_sis__academic_sessions') }}

),

courses as (

    select * from {{ ref('dim_courses') }}

),

schools as (

    select * from {{ ref('dim_schools') }}

),

section_staff as (

    select * from {{ ref('stg_sis__section_staff') }}

),

section_enrollments as (

    select * from {{ ref('stg_sis__section_enrollments') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

taught as (

    select
        section_id,
        count(distinct staff_id) as educators,
        -- The educator marked as primary, of several the one who came first.
        min_by(
            staff_id,
            case when is_primary then '0' else '1' end
            || coalesce(cast(start_date as string), '9999-12-31') || staff_id
        ) as lead_staff_id
    from section_staff
    group by section_id

),

scheduled as (

    select
        section_id,
        count(distinct student_id) as students
    from section_enrollments
    where coalesce(end_date >= start_date, true) -- else it never took effect
    group by section_id

),

final as (

    select
        sections.section_id,
        sections.course_id,
        sections.org_id,
        sections.session_id,
        taught.lead_staff_id,
        schools.school_code,
        courses.local_course_code as local_course_id,
        coalesce(sections.short_section_code, sections.local_section_code) as course_section_id,
        courses.state_course_code,
        terms.state_code as academic_term_code,
        sessions.school_year,
        coalesce(scheduled.students, 0) as students,
        coalesce(taught.educators, 0) as educators,
        taught.section_id is null as is_vacant,
        coalesce(sections.exclude_from_state_reporting, false) as is_excluded,
        sessions.start_date as session_start_date,
        sessions.end_date as session_end_date
    from sections
    left join sessions on sections.session_id = sessions.session_id
    left join courses on sections.course_id = courses.course_id
    left join schools on sections.org_id = schools.org_id
    left join taught on sections.section_id = taught.section_id
    left join scheduled on sections.section_id = scheduled.section_id
    left join state_codes as terms
        on {{ code_matches('terms', 'calpads.academic_term', 'sessions.term_code',
                           'sessions.start_date') }}

)

select * from final
