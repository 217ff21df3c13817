-- Grain: one row per student course file, student and school without an enrollment in SENR.

with

student_rows as (

    select * from {{ ref('int_reporting__student_rows_of_files') }}

),

senr_records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

senr_selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

code_roles as (

    select * from {{ ref('code_roles') }}
    where role = 'scheduling'

),

-- SCSE is held against the enrollments of Census Day (CERT005), SCSC against those of the date
-- range (CERT098). A row that was submitted before stands at the state already.
sent as (

    select
        case senr_records.export_name
            when 'senr_fall' then 'scse'
            when 'senr_ongoing' then 'scsc'
        end as export_name,
        senr_records.student_id as subject_key,
        senr_records.school_of_attendance,
        senr_records.enrollment_status_code
    from senr_records
    inner join senr_selection
        on
            senr_records.export_name = senr_selection.export_name
            and senr_records.record_key = senr_selection.record_key
    where senr_records.export_name in ('senr_fall', 'senr_ongoing')

),

enrolled as (

    select
        sent.export_name,
        sent.subject_key,
        sent.school_of_attendance
    from sent
    inner join code_roles on sent.enrollment_status_code = code_roles.code
    group by sent.export_name, sent.subject_key, sent.school_of_attendance

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
