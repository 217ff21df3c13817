-- Grain: one row per section, educator and first day.

with

staff_history as (

    select * from {{ source('infinite_campus', 'sectionstaffhistory') }}

),

section_sessions as (

    select * from {{ ref('int_infinite_campus__section_sessions') }}

),

-- A blank first day is that of the terms; the staff type P is the primary teacher.
final as (

    select
        staff_history.sectionid as section_id,
        staff_history.personid as staff_id,
        coalesce(staff_history.startdate, section_sessions.first_day) as start_date,
        staff_history.enddate as end_date,
        case
            when staff_history.stafftype = 'P' then 'true'
            else 'false'
        end as is_primary
    from staff_history
    inner join section_sessions on staff_history.sectionid = section_sessions.section_id

)

select * from final
