-- Grain: one row per staff assignment, and per person and school year taught, at a known place.

with

assignments as (

    select * from {{ ref('stg_sis__staff_assignments') }}

),

section_staff as (

    select * from {{ ref('stg_sis__section_staff') }}

),

sections as (

    select * from {{ ref('stg_sis__sections') }}

),

sessions as (

    select * from {{ ref('stg_sis__academic_sessions') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

-- Selection rules, section 3.10: an assignment holds on its days, a section in the school year of
-- its term, whenever in it the person teaches.
either_way as (

    select
        staff_id,
        org_id,
        staff_assignment_id,
        false as is_teaching,
        start_date,
        end_date,
        null as school_year
    from assignments
    union all
    select
        section_staff.staff_id,
        sections.org_id,
        null as staff_assignment_id,
        true as is_teaching,
        null as start_date,
        null as end_date,
        sessions.school_year
    from section_staff
    inner join sections on section_staff.section_id = sections.section_id
    inner join sessions on sections.session_id = sessions.session_id
    group by section_staff.staff_id, sections.org_id, sessions.school_year

),

final as (

    select
        either_way.staff_id,
        either_way.org_id,
        either_way.staff_assignment_id,
        orgs.reporting_lea,
        orgs.is_in_scope,
        orgs.is_excluded as is_org_excluded,
        either_way.is_teaching,
        either_way.start_date,
        either_way.end_date,
        either_way.school_year
    from either_way
    inner join orgs on either_way.org_id = orgs.org_id

)

select * from final
