-- Grain: one row per school, calendar and day.

with

calendar_dates as (

    select * from {{ source('edfi_template', 'calendardate') }}

),

named as (

    select
        *,
        "calendarreference.calendaridentity.schoolreference.schoolidentity.schoolid" as org_id,
        "calendarreference.calendaridentity.calendarcode" as track
    from calendar_dates

),

-- Ed-Fi, CalendarEvent: pupils are expected on an Instructional day and on a Make-up day.
final as (

    select
        org_id,
        track,
        date as calendar_date,
        max(
            case
                when
                    calendarevent like '%#Instructional day' or calendarevent like '%#Make-up day'
                    then 'true'
                else 'false'
            end
        ) as is_instructional
    from named
    group by org_id, track, date

)

select * from final
