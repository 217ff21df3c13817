-- Grain: one row per school, calendar and day.

with

calendar_dates as (

    select * from {{ source('edfi_ods', 'calendardate') }}

),

events as (

    select * from {{ source('edfi_ods', 'calendardatecalendarevent') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

-- Ed-Fi, CalendarEvent: pupils are expected on an Instructional day and on a Make-up day.
days_of_instruction as (

    select
        events.schoolid,
        events.calendarcode,
        events.date
    from events
    inner join descriptors on events.calendareventdescriptorid = descriptors.descriptor_id
    where
        descriptors.descriptor like '%#Instructional day'
        or descriptors.descriptor like '%#Make-up day'
    group by events.schoolid, events.calendarcode, events.date

),

final as (

    select
        calendar_dates.schoolid as org_id,
        calendar_dates.calendarcode as track,
        calendar_dates.date as calendar_date,
        case
            when days_of_instruction.date is null then 'false'
            else 'true'
        end as is_instructional
    from calendar_dates
    left join days_of_instruction
        on
            calendar_dates.schoolid = days_of_instruction.schoolid
            and calendar_dates.calendarcode = days_of_instruction.calendarcode
            and calendar_dates.date = days_of_instruction.date

)

select * from final
