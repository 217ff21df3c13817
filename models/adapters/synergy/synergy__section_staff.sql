-- Grain: one row per section, educator and first day.

with

sections as (

    select * from {{ source('synergy', 'epc_sch_yr_sect') }}

),

additional_staff as (

    select * from {{ source('synergy', 'epc_sch_yr_sect_stf') }}

),

staff_years as (

    select * from {{ source('synergy', 'epc_staff_sch_yr') }}

),

sessions as (

    select * from {{ ref('synergy__academic_sessions') }}

),

-- The teacher of a section has no days, additional staff have.
teachers as (

    select
        section_gu,
        staff_school_year_gu,
        cast(null as varchar) as start_date,
        cast(null as varchar) as end_date,
        'true' as is_primary
    from sections
    where staff_school_year_gu is not null
    union all
    select
        section_gu,
        staff_school_year_gu,
        start_date,
        end_date,
        'false' as is_primary
    from additional_staff

),

-- A blank first day is that of the term.
final as (

    select
        teachers.section_gu as section_id,
        staff_years.staff_gu as staff_id,
        coalesce(teachers.start_date, sessions.start_date) as start_date,
        teachers.end_date,
        teachers.is_primary
    from teachers
    inner join sections on teachers.section_gu = sections.section_gu
    left join staff_years on teachers.staff_school_year_gu = staff_years.staff_school_year_gu
    left join sessions
        on
            sessions.session_id
            = {{ key_text(['organization_year_gu', 'term_code'], 'sections') }}

)

select * from final
