-- Grain: one row per student of SENR who has no row in SCSE or SCSC.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where
        exclusion_reason is null
        or exclusion_reason in ('previously_submitted', 'not_currently_enrolled')

),

senr_records as (

    select * from {{ ref('int_calpads__senr_records') }}
    where export_name in ('senr_fall', 'senr_ongoing')

),

senr_selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('grade_order', 'completion_grade')

),

options as (

    select * from {{ ref('run_options') }}

),

-- Whom the options of the run leave out has course rows all the same.
with_courses as (

    select
        records.export_name,
        records.student_id,
        records.school_of_course_delivery
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    group by records.export_name, records.student_id, records.school_of_course_delivery

),

-- A school that sends no course rows at all is not looked at student by student.
schools as (

    select
        export_name,
        school_of_course_delivery
    from with_courses
    group by export_name, school_of_course_delivery

),

students as (

    select
        export_name,
        student_id
    from with_courses
    group by export_name, student_id

),

-- SCSE asks for those enrolled on Census Day in TK to 12 (order 4 to 17), SCSC for grades 7 to 12.
enrolled as (

    select
        case senr_records.export_name when 'senr_fall' then 'scse' else 'scsc' end as export_name,
        senr_records.student_id,
        senr_records.school_of_attendance,
        bool_or(senr_records.enrollment_status_code = '10') as is_primary
    from senr_records
    cross join options
    inner join senr_selection
        on
            senr_records.export_name = senr_selection.export_name
            and senr_records.record_key = senr_selection.record_key
    inner join roles
        on
            senr_records.grade_level_code = roles.code
            and roles.role
            = case senr_records.export_name
                when 'senr_fall' then 'grade_order' else 'completion_grade'
            end
    where
        senr_records.enrollment_status_code in ('10', '20', '30')
        and not senr_records.is_no_show
        and (
            senr_records.export_name = 'senr_ongoing'
            or (
                roles.sort_order between 4 and 17
                and {{ span_covers('senr_records.enrollment_start_date',
                                   'senr_records.enrollment_exit_date', 'options.census_date') }}
            )
        )
    group by
        senr_records.export_name, senr_records.student_id, senr_records.school_of_attendance

),

-- CERT077 in Fall 2 and CERT099 in EOY 1: a primary student without course rows. CERT081 in both:
-- a secondary or short-term student without them.
final as (

    select
        enrolled.export_name,
        'student ' || {{ key_text(['enrolled.student_id', 'enrolled.school_of_attendance']) }}
            as record_key,
        case
            when not enrolled.is_primary then 'CERT081'
            when enrolled.export_name = 'scse' then 'CERT077'
            else 'CERT099'
        end as rule_id,
        'ssid' as column_name,
        'no course rows' as value
    from enrolled
    inner join schools
        on
            enrolled.export_name = schools.export_name
            and enrolled.school_of_attendance = schools.school_of_course_delivery
    left join students
        on
            enrolled.export_name = students.export_name
            and enrolled.student_id = students.student_id
    where students.student_id is null

)

select * from final
