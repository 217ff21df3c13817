-- Grain: one row per school and day of its calendar.

with

days as (

    select * from {{ source('aeries', 'day') }}

),

-- Aeries API, School Calendar, HolidayCode: @ is not in session, # a holiday, $ staff development;
-- % is a minimum day and + a parent conference, on which school is in session.
final as (

    select
        sc as org_id,
        dt as calendar_date,
        case
            when ho in ('@', '#', '$') then 'false'
            else 'true'
        end as is_instructional
    from days
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
