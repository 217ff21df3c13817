-- Grain: one row per student course file, student and school without an enrollment in SENR.

with

student_rows as (

    select * from {{ ref('int_reporting__student_rows_of_files') }}

),

senr_fall as (

    select * from {{ ref('int_students__senr_fall_candidates') }}

),

senr_ongoing as (

    select * from {{ ref('int_students__senr_ongoing_candidates') }}

),

code_roles as (

    select * from {{ ref('code_roles') }}
    where role = 'scheduling'

),

-- SCSE is held against the enrollments of Census Day (CERT005), SCSC against those of the date
-- range (CERT098). A row that was submitted before stands at the state already.
told as (

    select
        'scse' as export_name,
        subject_key,
        school_of_attendance,
        enrollment_status_code
    from senr_fall
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'
    union all
    select
        'scsc' as export_name,
        subject_key,
        school_of_attendance,
        enrollment_status_code
    from senr_ongoing
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

enrolled as (

    select
        told.export_name,
        told.subject_key,
        told.school_of_attendance
    from told
    inner join code_roles on told.enrollment_status_code = code_roles.code
    group by told.export_name, told.subject_key, told.school_of_attendance

),

counted as (

    select
        export_name,
        student_id,
        school_of_course_delivery,
        count(*) as student_rows
    from student_rows
    group by export_name, student_id, school_of_course_delivery

),

final as (

    select
        counted.export_name,
        'student ' || counted.student_id || ' at ' || counted.school_of_course_delivery
            as record_key,
        case counted.export_name when 'scse' then 'CERT005' else 'CERT098' end as rule_id,
        'ssid' as column_name,
        'no enrollment in SENR: ' || {{ number_of('counted.student_rows', 'student row') }}
            as value
    from counted
    left join enrolled
        on
            counted.export_name = enrolled.export_name
            and counted.student_id = enrolled.subject_key
            and counted.school_of_course_delivery = enrolled.school_of_attendance
    where enrolled.subject_key is null

)

select * from final
