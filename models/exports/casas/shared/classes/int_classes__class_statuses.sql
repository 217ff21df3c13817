-- Grain: one row per class of the agency and learner enrolled in it in the program year.

with

enrollments as (

    select * from {{ ref('int_classes__program_year_enrollments') }}

),

attendance as (

    select * from {{ ref('int_classes__attendance') }}

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('class_active', 'class_ended')

),

options as (

    select * from {{ ref('run_options') }}

),

-- Several enrollments of a pair are one row; the latest gives the status (mapping of SCS 7).
ranked as (

    select
        *,
        row_number() over (
            partition by class_id, student_id order by enrollment_date desc
        ) = 1 as is_latest
    from enrollments

),

pairs as (

    select
        class_id,
        student_id,
        min(casas_site_id) as casas_site_id,
        bool_or(is_excluded) as is_excluded,
        min(enrollment_date) as first_enrollment_date,
        max(enrollment_date) as latest_enrollment_date,
        max(exit_date) filter (where is_latest) as closed_date,
        max(status_code) filter (where is_latest) as status_code,
        max(class_status) filter (where is_latest) as enrollment_class_status,
        max(class_status_finding) filter (where is_latest) as class_status_finding,
        bool_or(overlaps_date_range) as overlaps_date_range,
        bool_or(passes_course_group) as passes_course_group
    from ranked
    group by class_id, student_id

),

attended as (

    select
        pairs.*,
        attendance.first_attendance_date,
        attendance.last_attendance_date,
        attendance.minutes,
        attendance.distance_minutes,
        -- SCS-2, the older practice by setting: a no-show never becomes Active.
        case
            when
                options.scs_active_without_attendance
                or attendance.last_attendance_date is not null
                or coalesce(roles.role, '') <> 'class_active'
                then pairs.enrollment_class_status
        end as class_status,
        coalesce(roles.role = 'class_ended', false) as has_ended
    from pairs
    cross join options
    left join attendance
        on
            pairs.class_id = attendance.class_id
            and pairs.student_id = attendance.student_id
    left join roles on pairs.enrollment_class_status = roles.code

),

final as (

    select
        class_id,
        student_id,
        casas_site_id,
        is_excluded,
        first_enrollment_date,
        latest_enrollment_date,
        closed_date,
        status_code,
        enrollment_class_status,
        class_status,
        class_status_finding,
        first_attendance_date,
        last_attendance_date,
        minutes,
        distance_minutes,
        -- ENTR-1: the first attendance, also one before the enrollment; else the enrollment.
        coalesce(first_attendance_date, first_enrollment_date) as entry_date,
        -- SCS-4: only of who has finished or left.
        case
            when has_ended and class_status is not null
                then coalesce(last_attendance_date, latest_enrollment_date)
        end as class_exit_date,
        overlaps_date_range,
        passes_course_group
    from attended

)

select * from final
