-- Grain: one row per school, track and day of the year on which instruction is or may be given.

with

calendar_days as (

    select * from {{ ref('stg_sis__calendar_days') }}

),

options as (

    select * from {{ ref('run_options') }}

),

of_year as (

    select
        calendar_days.org_id,
        calendar_days.track,
        calendar_days.calendar_date,
        calendar_days.is_instructional,
        {{ is_unread('calendar_days', 'is_instructional') }} as is_unread
    from calendar_days
    cross join options
    where
        calendar_days.calendar_date between options.year_start_date and options.year_end_date

),

-- Mapping of 13.15: a span without track takes the rows without track, else the only track of the
-- school; with several tracks it has no calendar. A null track is written as '', which no row has.
tracks as (

    select
        org_id,
        case
            when bool_or(track is null) then ''
            when min(track) = max(track) then min(track)
        end as track_without_name
    from of_year
    group by org_id

),

-- A day that could not be read may be one of instruction: who asks for its sum gets none.
final as (

    select
        of_year.org_id,
        coalesce(of_year.track, '') as track_key,
        coalesce(coalesce(of_year.track, '') = tracks.track_without_name, false)
            as is_track_without_name,
        of_year.is_unread,
        of_year.calendar_date
    from of_year
    inner join tracks on of_year.org_id = tracks.org_id
    where of_year.is_instructional or of_year.is_unread

)

select * from final
