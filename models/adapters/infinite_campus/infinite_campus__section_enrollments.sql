-- Grain: one row per section, student and first day.

with

rosters as (

    select * from {{ source('infinite_campus', 'roster') }}

),

section_sessions as (

    select * from {{ ref('int_infinite_campus__section_sessions') }}

),

-- A blank first day is that of the terms.
final as (

    select
        rosters.sectionid as section_id,
        rosters.personid as student_id,
        coalesce(rosters.startdate, section_sessions.first_day) as start_date,
        rosters.enddate as end_date
    from rosters
    inner join section_sessions on rosters.sectionid = section_sessions.section_id

)

select * from final
