-- Grain: one row per learner, class and kind of doubt about days of attendance.

with

attendance as (

    select * from {{ ref('stg_sis__adult_attendance') }}

),

classes as (

    select * from {{ ref('int_classes__agency_classes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- PY-1: a day outside the year may belong to another year of a long class, not to this one.
days as (

    select
        attendance.class_id,
        attendance.student_id,
        attendance.attendance_date,
        attendance.minutes,
        attendance.attendance_date > options.as_of_date as is_ahead,
        classes.overlaps_program_year
        and attendance.attendance_date
        not between options.program_start_date and options.program_end_date
        and not coalesce(
            {{ span_covers('classes.start_date', 'classes.end_date',
                           'attendance.attendance_date') }}, false
        ) as is_astray,
        attendance.attendance_date
        between options.program_start_date and options.program_cut_off_date as is_counted
    from attendance
    inner join classes on attendance.class_id = classes.class_id
    cross join options

),

doubted as (

    select
        class_id,
        student_id,
        'PY-1' as rule_id,
        'attendance_date' as column_name,
        cast(min(attendance_date) as string) as value
    from days
    where is_ahead or is_astray
    group by class_id, student_id
    union all
    select
        class_id,
        student_id,
        'negative_minutes' as rule_id,
        'minutes_of_instruction' as column_name,
        cast(min(attendance_date) as string) as value
    from days
    where is_counted and minutes < 0
    group by class_id, student_id
    union all
    select
        by_day.class_id,
        by_day.student_id,
        'implausible_minutes' as rule_id,
        'minutes_of_instruction' as column_name,
        cast(min(by_day.attendance_date) as string) as value
    from (
        select
            min(class_id) as class_id,
            student_id,
            attendance_date,
            sum(minutes) as minutes
        from days
        where is_counted
        group by student_id, attendance_date
    ) as by_day
    cross join options
    where by_day.minutes > options.att_most_minutes_a_day
    group by by_day.class_id, by_day.student_id

),

final as (

    select
        'att' as export_name,
        {{ key_text(['doubted.student_id', 'doubted.class_id']) }} as record_key,
        doubted.rule_id,
        doubted.column_name,
        doubted.value
    from doubted

)

select * from final
