-- Grain: one row per learner and class of the program year: how the learner stands in it.

with

statuses as (

    select * from {{ ref('int_classes__class_statuses') }}
    where not is_excluded

),

classes as (

    select * from {{ ref('int_classes__agency_classes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        statuses.student_id,
        statuses.class_id,
        options.program_school_year as school_year,
        classes.org_id,
        classes.casas_site_id,
        classes.class_code,
        classes.extended_class_code,
        classes.class_title,
        classes.instructional_program as program_codes,
        classes.start_date as class_start_date,
        classes.end_date as class_end_date,
        statuses.status_code as local_status_code,
        statuses.enrollment_class_status as class_status,
        statuses.first_enrollment_date as enrollment_date,
        statuses.entry_date,
        statuses.first_attendance_date,
        statuses.last_attendance_date,
        coalesce(statuses.minutes, 0) as minutes,
        coalesce(statuses.distance_minutes, 0) as distance_minutes,
        statuses.class_exit_date as exit_date
    from statuses
    inner join classes on statuses.class_id = classes.class_id
    cross join options

)

select * from final
