-- Grain: one row per section of the academic year at a place in scope.

with

sections as (

    select * from {{ ref('int_courses__sections') }}

),

section_codes as (

    select * from {{ ref('int_courses__section_codes') }}

),

educators as (

    select * from {{ ref('int_courses__educators') }}

),

scheduled as (

    select * from {{ ref('int_courses__scheduled_sections') }}

),

course_rows as (

    select * from {{ ref('int_calpads__course_sections_selection') }}

),

taught as (

    select
        section_id,
        count(staff_id) as educators,
        max(staff_id) filter (where is_fall_choice) as lead_staff_id
    from educators
    group by section_id

),

-- What became of the section in each file: its rows, or why it has none.
told as (

    select
        subject_key as section_id,
        count(*) filter (where export_name = 'crse' and exclusion_reason is null) as crse_rows,
        count(*) filter (where export_name = 'crsc' and exclusion_reason is null) as crsc_rows,
        min(exclusion_reason) filter (where export_name = 'crse') as crse_reason,
        min(exclusion_reason) filter (where export_name = 'crsc') as crsc_reason
    from course_rows
    group by subject_key

),

final as (

    select
        sections.section_id,
        sections.course_id,
        sections.org_id,
        sections.session_id,
        taught.lead_staff_id,
        sections.school_code,
        sections.local_course_id,
        sections.course_section_id,
        sections.state_course_code,
        sections.academic_term_code,
        section_codes.course_section_instructional_level_code as instructional_level_code,
        section_codes.education_service_code,
        section_codes.language_of_instruction_code,
        section_codes.multiple_teacher_code,
        coalesce(scheduled.students, 0) as students,
        coalesce(scheduled.students_on_census_date, 0) as students_on_census_date,
        taught.educators,
        told.crse_rows,
        told.crsc_rows,
        case when told.crse_rows = 0 then told.crse_reason end as crse_exclusion_reason,
        case when told.crsc_rows = 0 then told.crsc_reason end as crsc_exclusion_reason,
        section_codes.is_independent_study,
        section_codes.is_distance_learning,
        taught.educators = 0 as is_vacant,
        sections.session_start_date,
        sections.session_end_date
    from sections
    inner join section_codes on sections.section_id = section_codes.section_id
    inner join taught on sections.section_id = taught.section_id
    inner join told on sections.section_id = told.section_id
    left join scheduled on sections.section_id = scheduled.section_id

)

select * from final
