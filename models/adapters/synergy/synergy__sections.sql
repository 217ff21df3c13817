-- Grain: one row per section.

with

sections as (

    select * from {{ source('synergy', 'epc_sch_yr_sect') }}

),

school_courses as (

    select * from {{ source('synergy', 'epc_sch_yr_crs') }}

),

organization_years as (

    select * from {{ source('synergy', 'rev_organization_year') }}

),

final as (

    select
        sections.section_gu as section_id,
        school_courses.course_gu as course_id,
        organization_years.organization_gu as org_id,
        {{ key_text(['organization_year_gu', 'term_code'], 'sections') }} as session_id,
        sections.section_id as local_section_code
    from sections
    left join school_courses
        on sections.school_year_course_gu = school_courses.school_year_course_gu
    left join organization_years
        on sections.organization_year_gu = organization_years.organization_year_gu

)

select * from final
