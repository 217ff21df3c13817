-- Grain: one row per school, calendar and day.

with

calendar_dates as (

    select * from {{ source('edfi', 'calendardates') }}

),

-- Ed-Fi, CalendarEvent: pupils are expected on an Instructional day and on a Make-up day.
final as (

    select
        {{ json_text('calendarreference', 'schoolId') }} as org_id,
        {{ json_text('calendarreference', 'calendarCode') }} as track,
        date as calendar_date,
        case
            when
                calendarevents like '%#Instructional day"%'
                or calendarevents like '%#Make-up day"%'
                then 'true'
            else 'false'
        end as is_instructional,
        _lastmodifieddate as updated_at
    from calendar_dates

)

select * from final
