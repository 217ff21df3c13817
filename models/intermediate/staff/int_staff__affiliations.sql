-- Grain: one row per staff member and place in scope where the person belongs in the year.

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

    select * from {{ ref('int_orgs__reporting') }}
    where is_in_scope

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.10: an assignment that shares a day with the year ...
assigned as (

    select
        assignments.staff_id,
        assignments.org_id,
        false as is_teaching
    from assignments
    cross join options
    where {{ spans_overlap(
        'assignments.start_date', 'assignments.end_date',
        'options.year_start_date', 'options.year_end_date'
    ) }}

),

-- ... or a section of a term of the school year that the person teaches, whenever in it.
teaching as (

    select
        section_staff.staff_id,
        sections.org_id,
        true as is_teaching
    from section_staff
    inner join sections on section_staff.section_id = sections.section_id
    inner join sessions on sections.session_id = sessions.session_id
    inner join options on sessions.school_year = options.school_year

),

either_way as (

    select * from assigned
    union all
    select * from teaching

),

final as (

    select
        either_way.staff_id,
        either_way.org_id,
        orgs.reporting_lea,
        orgs.is_excluded as is_org_excluded,
        bool_or(not either_way.is_teaching) as is_assigned,
        bool_or(either_way.is_teaching) as is_teaching
    from either_way
    inner join orgs on either_way.org_id = orgs.org_id
    group by either_way.staff_id, either_way.org_id, orgs.reporting_lea, orgs.is_excluded

)

select * from final
