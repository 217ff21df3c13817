-- Grain: one row per student and school with a span that STAS counts: the days on which the student
-- was expected.

with

spans as (

    select * from {{ ref('int_calpads__stas_spans') }}

),

calendar as (

    select * from {{ ref('int_calpads__stas_calendar') }}

),

-- A day that two spans cover counts once (case 127); of one span every day differs. Whether there
-- is a calendar does not follow from the as-of date or the end of the range.
counted as (

    select
        spans.student_id,
        spans.org_id,
        count(*) filter (
            where spans.spans_of_pair = 1 and calendar.calendar_date <= spans.last_date
        )
        + count(distinct calendar.calendar_date) filter (
            where spans.spans_of_pair > 1 and calendar.calendar_date <= spans.last_date
        ) as days,
        bool_or(calendar.is_unread and calendar.calendar_date <= spans.last_date)
            as has_unread_days
    from spans
    inner join calendar
        on
            spans.org_id = calendar.org_id
            and spans.track_key = calendar.track_key
            and calendar.calendar_date between spans.first_date and spans.last_date_of_year
    group by spans.student_id, spans.org_id

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
