-- Grain: one row per student, school, day and attendance code, with the share of the day it covers.

with

attendance_days as (

    select * from {{ ref('stg_sis__attendance_days') }}

),

calendar_days as (

    select * from {{ ref('stg_sis__calendar_days') }}

),

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

-- Only a row without a share of its own asks for the calendar.
in_minutes as (

    select
        student_id,
        org_id,
        attendance_date,
        minutes_absent
    from attendance_days
    where day_portion is null and minutes_absent is not null
    group by student_id, org_id, attendance_date, minutes_absent

),

-- The track of the student on the day: of several spans the latest entry, then the highest id.
ranked_tracks as (

    select
        in_minutes.*,
        enrollments.track,
        row_number() over (
            partition by
                in_minutes.student_id,
                in_minutes.org_id,
                in_minutes.attendance_date,
                in_minutes.minutes_absent
            order by enrollments.entry_date desc nulls last, enrollments.enrollment_id desc
        ) as place
    from in_minutes
    left join enrollments
        on
            in_minutes.student_id = enrollments.student_id
            and in_minutes.org_id = enrollments.org_id
            and {{ span_covers(
                'enrollments.entry_date', 'enrollments.exit_date', 'in_minutes.attendance_date'
            ) }}

),

only_tracks as (

    select
        org_id,
        min(track) as track
    from calendar_days
    group by org_id
    having count(distinct track) = 1

),

-- Mapping of STAS 13.15: a student without track takes the rows without track, else those of the
-- only track of the school.
with_calendar as (

    select
        ranked_tracks.student_id,
        ranked_tracks.org_id,
        ranked_tracks.attendance_date,
        ranked_tracks.minutes_absent,
        coalesce(
            max(calendar_days.instructional_minutes) filter (where calendar_days.track is null),
            max(calendar_days.instructional_minutes)
        ) as instructional_minutes,
        bool_or({{ is_unread('calendar_days', 'instructional_minutes') }}) as is_unread
    from ranked_tracks
    left join only_tracks on ranked_tracks.org_id = only_tracks.org_id
    inner join calendar_days
        on
            ranked_tracks.org_id = calendar_days.org_id
            and ranked_tracks.attendance_date = calendar_days.calendar_date
    where
        ranked_tracks.place = 1
        and (
            ranked_tracks.track = calendar_days.track
            or (
                ranked_tracks.track is null
                and coalesce(calendar_days.track = only_tracks.track, calendar_days.track is null)
            )
        )
    group by
        ranked_tracks.student_id,
        ranked_tracks.org_id,
        ranked_tracks.attendance_date,
        ranked_tracks.minutes_absent

),

-- Definition D24: the share given, else the minutes missed of those of the day, else the whole day.
-- What could not be read does not count as if it had not been given.
final as (

    select
        attendance_days.student_id,
        attendance_days.org_id,
        attendance_days.attendance_code,
        case
            when {{ is_unread('attendance_days', 'day_portion') }} then null
            when attendance_days.day_portion is not null then attendance_days.day_portion
            when
                {{ is_unread('attendance_days', 'minutes_absent') }}
                or coalesce(with_calendar.is_unread, false)
                then null
            else
                coalesce(
                    least(
                        {{ rounded_ratio(
                            'cast(with_calendar.minutes_absent as bigint)',
                            'with_calendar.instructional_minutes', 2
                        ) }},
                        1
                    ),
                    1
                )
        end as day_share,
        attendance_days.minutes_absent,
        {{ is_unread('attendance_days', 'minutes_absent') }} as is_minutes_absent_unread,
        attendance_days.attendance_date
    from attendance_days
    left join with_calendar
        on
            attendance_days.student_id = with_calendar.student_id
            and attendance_days.org_id = with_calendar.org_id
            and attendance_days.attendance_date = with_calendar.attendance_date
            and attendance_days.minutes_absent = with_calendar.minutes_absent

)

select * from final
