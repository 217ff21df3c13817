-- Grain: one row per span of an educator in a section.

with

section_staff as (

    select * from {{ ref('stg_sis__section_staff') }}

),

sections as (

    select * from {{ ref('fct_sections') }}

),

-- Contract of section_staff: a span without last day lasts to the end of the term.
final as (

    select
        section_staff.section_id,
        section_staff.staff_id,
        sections.org_id,
        sections.course_id,
        sections.session_id,
        coalesce(section_staff.is_primary, false) as is_primary,
        coalesce(section_staff.staff_id = sections.lead_staff_id, false) as is_lead,
        cast(sections.school_year as integer) as school_year,
        section_staff.start_date,
        coalesce(section_staff.end_date, sections.session_end_date) as end_date
    from section_staff
    left join sections on section_staff.section_id = sections.section_id

)

select * from final
