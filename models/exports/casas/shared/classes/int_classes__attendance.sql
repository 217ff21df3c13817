-- Grain: one row per class and learner with attendance in the program year, up to the cut-off.

with

attendance as (

    select * from {{ ref('stg_sis__adult_attendance') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- ATT-5: from July 1 whatever the start of the date filter. The cut-off is the earlier of end
-- date, as-of date and June 30; a pair with later rows only stays, with nothing to date.
dated as (

    select
        attendance.class_id,
        attendance.student_id,
        attendance.attendance_date,
        attendance.minutes,
        coalesce(attendance.is_distance_learning, false) as is_distance_learning,
        coalesce(attendance.attendance_date <= options.program_cut_off_date, true) as is_to_date,
        {{ is_unread('attendance', 'attendance_date') }}
        or {{ is_unread('attendance', 'minutes') }}
        or {{ is_unread('attendance', 'is_distance_learning') }} as is_unread
    from attendance
    cross join options
    where
        attendance.attendance_date
        between options.program_start_date and options.program_end_date
        or {{ is_unread('attendance', 'attendance_date') }}

),

-- A day with no minutes is no day of attendance (settled reading of SPS field 7). What could not be
-- read makes the sums unknown, not smaller: a day without date may be one of the year.
final as (

    select
        class_id,
        student_id,
        min(attendance_date) filter (where is_to_date and minutes > 0) as first_attendance_date,
        max(attendance_date) filter (where is_to_date and minutes > 0) as last_attendance_date,
        max(attendance_date) filter (where is_to_date) as last_counted_date,
        case
            when not bool_or(is_to_date and is_unread)
                then cast(sum(minutes) filter (where is_to_date) as bigint)
        end as minutes,
        case
            when not bool_or(is_to_date and is_unread)
                then cast(sum(minutes) filter (where is_to_date and is_distance_learning) as bigint)
        end as distance_minutes,
        bool_or(is_to_date and is_unread) as is_sum_unreadable
    from dated
    group by class_id, student_id

)

select * from final
