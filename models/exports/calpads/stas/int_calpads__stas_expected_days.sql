-- Grain: one row per student and school with a span that STAS counts: the days on which the student
-- was expected.

with

spans as (

    select * from {{ ref('int_calpads__stas_spans') }}

),

calendar as (

    select * from {{ ref('int_calpads__stas_calendar') }}

),

-- Many students share the window that their span opens on the calendar of a track. Whether there is
-- a calendar does not follow from the as-of date or the end of the range.
windows as (

    select
        spans.org_id,
        spans.track_key,
        spans.first_date,
        spans.last_date,
        spans.last_date_of_year,
        count(*) filter (where calendar.calendar_date <= spans.last_date) as days,
        bool_or(calendar.is_unread and calendar.calendar_date <= spans.last_date)
            as has_unread_days
    from (
        select distinct
            org_id,
            track_key,
            first_date,
            last_date,
            last_date_of_year
        from spans
    ) as spans
    inner join calendar
        on
            spans.org_id = calendar.org_id
            and spans.track_key = calendar.track_key
            and calendar.calendar_date between spans.first_date and spans.last_date_of_year
    group by
        spans.org_id,
        spans.track_key,
        spans.first_date,
        spans.last_date,
        spans.last_date_of_year

),

with_windows as (

    select
        spans.student_id,
        spans.org_id,
        spans.spans_of_pair,
        spans.track_key,
        spans.first_date,
        spans.last_date,
        windows.days,
        windows.has_unread_days
    from spans
    inner join windows
        on
            spans.org_id = windows.org_id
            and spans.track_key = windows.track_key
            and spans.first_date = windows.first_date
            and spans.last_date = windows.last_date
            and spans.last_date_of_year = windows.last_date_of_year

),

-- A day that two spans of a student cover counts once (case 127).
shared_days as (

    select
        with_windows.student_id,
        with_windows.org_id,
        count(distinct calendar.calendar_date) as days
    from with_windows
    inner join calendar
        on
            with_windows.org_id = calendar.org_id
            and with_windows.track_key = calendar.track_key
            and calendar.calendar_date between with_windows.first_date and with_windows.last_date
    where with_windows.spans_of_pair > 1
    group by with_windows.student_id, with_windows.org_id

),

counted as (

    select
        with_windows.student_id,
        with_windows.org_id,
        case
            when max(with_windows.spans_of_pair) > 1 then coalesce(max(shared_days.days), 0)
            else max(with_windows.days)
        end as days,
        bool_or(with_windows.has_unread_days) as has_unread_days
    from with_windows
    left join shared_days
        on
            with_windows.student_id = shared_days.student_id
            and with_windows.org_id = shared_days.org_id
    group by with_windows.student_id, with_windows.org_id

),

pairs as (

    select
        student_id,
        org_id,
        bool_and(is_exempt) as is_exempt,
        bool_or(track_key is null and not is_exempt) as has_span_without_calendar,
        cast(sum(attendance_recovery_days) as integer) as attendance_recovery_days,
        bool_or(is_recovery_unread) as is_recovery_unread
    from spans
    group by student_id, org_id

),

final as (

    select
        pairs.student_id,
        pairs.org_id,
        pairs.is_exempt,
        counted.student_id is not null as has_calendar,
        pairs.has_span_without_calendar,
        case when not coalesce(counted.has_unread_days, false) then coalesce(counted.days, 0) end
            as expected_days,
        pairs.attendance_recovery_days,
        pairs.is_recovery_unread
    from pairs
    left join counted
        on
            pairs.student_id = counted.student_id
            and pairs.org_id = counted.org_id

)

select * from final
