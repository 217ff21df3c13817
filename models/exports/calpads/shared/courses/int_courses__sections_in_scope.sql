-- Grain: one row per section of a place in scope, of any year, with the facts of place and term.

with

sections as (

    select * from {{ ref('stg_sis__sections') }}

),

-- D1, and the settled reading of D7: a term without first or last day is open there.
sessions as (

    select
        session_id,
        school_year,
        term_code,
        {{ start_or_open('start_date') }} as start_date,
        {{ end_or_open('end_date') }} as end_date
    from {{ ref('stg_sis__academic_sessions') }}

),

courses as (

    select * from {{ ref('int_courses__courses') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        sections.section_id,
        sections.course_id,
        sections.org_id,
        sections.session_id,
        orgs.reporting_lea,
        orgs.school_code,
        orgs.org_type,
        orgs.is_excluded as is_org_excluded,
        orgs.org_type in ('nonpublic_school', 'private_school') as is_nonpublic_school,
        coalesce(sections.exclude_from_state_reporting, false) as is_section_excluded,
        courses.course_id is null as is_course_missing,
        coalesce(courses.is_excluded, false) as is_course_excluded,
        courses.local_course_code as local_course_id,
        courses.local_state_course_code,
        courses.state_course_code,
        coalesce(courses.is_state_code_unmapped, false) as is_state_code_unmapped,
        courses.is_uc_csu_approved,
        courses.local_uc_csu_requirement_code,
        -- Where the local number is too long the agency has a short one (case 147).
        coalesce(sections.short_section_code, sections.local_section_code) as course_section_id,
        sessions.term_code as local_term_code,
        terms.state_code as academic_term_code,
        sessions.school_year,
        coalesce(sessions.school_year = options.school_year, false) as is_of_year,
        sessions.start_date as session_start_date,
        sessions.end_date as session_end_date,
        -- Selection rules of the course files, test outside_date_range: null = no day in common.
        case
            when
                sessions.start_date <= options.end_date
                and sessions.end_date >= options.start_date
                then greatest(sessions.start_date, options.start_date)
        end as window_start_date,
        case
            when
                sessions.start_date <= options.end_date
                and sessions.end_date >= options.start_date
                then least(sessions.end_date, options.end_date)
        end as window_end_date,
        {{ code_finding('terms', 'sessions.term_code') }} as academic_term_code_finding
    from sections
    inner join orgs on sections.org_id = orgs.org_id
    cross join options
    left join sessions on sections.session_id = sessions.session_id
    left join courses on sections.course_id = courses.course_id
    left join state_codes as terms
        on {{ code_matches('terms', 'calpads.academic_term',
                           'sessions.term_code', 'options.range_reference_date') }}

)

select * from final
