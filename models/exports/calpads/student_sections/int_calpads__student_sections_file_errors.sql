-- Grain: one row per section of SCSE or SCSC that the course file lacks, per student and school
-- that SENR lacks, and per duplicate with credits.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where exclusion_reason is null

),

course_records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

course_selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}

),

senr_records as (

    select * from {{ ref('int_calpads__senr_records') }}
    where export_name in ('senr_fall', 'senr_ongoing')

),

senr_selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

credits_errors as (

    select * from {{ ref('int_calpads__student_sections_credits_errors') }}

),

certification_errors as (

    select * from {{ ref('int_calpads__student_sections_certification_errors') }}

),

scheduling_statuses as (

    select * from {{ ref('code_roles') }}
    where role = 'scheduling'

),

-- The sections of SCSE belong to CRSE, those of SCSC to CRSC.
written as (

    select
        records.export_name,
        case records.export_name when 'scse' then 'crse' else 'crsc' end as course_export_name,
        records.section_key,
        records.student_id,
        records.school_of_course_delivery
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

),

-- One written row of a section is enough, whoever teaches it; else the reason of those left out.
sections_of_files as (

    select
        course_records.export_name,
        course_records.section_key,
        bool_or(course_selection.exclusion_reason is null) as is_written,
        min(course_selection.exclusion_reason) as exclusion_reason
    from course_records
    inner join course_selection
        on
            course_records.export_name = course_selection.export_name
            and course_records.record_key = course_selection.record_key
    group by course_records.export_name, course_records.section_key

),

sections_of_students as (

    select
        export_name,
        course_export_name,
        section_key,
        count(*) as student_rows
    from written
    group by export_name, course_export_name, section_key

),

-- SCSE0139, SCSC0139 (CERT083): school, year, course, section and term must be equal.
missing_sections as (

    select
        sections_of_students.export_name,
        'section ' || sections_of_students.section_key as record_key,
        case sections_of_students.export_name when 'scse' then 'SCSE0139' else 'SCSC0139' end
            as rule_id,
        'course_section_id' as column_name,
        'missing from ' || upper(sections_of_students.course_export_name)
        || coalesce(' (' || sections_of_files.exclusion_reason || ')', '') || ': '
        || {{ number_of('sections_of_students.student_rows', 'student row') }} as value
    from sections_of_students
    left join sections_of_files
        on
            sections_of_students.course_export_name = sections_of_files.export_name
            and sections_of_students.section_key = sections_of_files.section_key
    where not coalesce(sections_of_files.is_written, false)

),

-- SCSE is held against the enrollments of Census Day (CERT005), SCSC against those of the date
-- range (CERT098). A row that was submitted before stands at the state already.
enrolled as (

    select
        case senr_records.export_name when 'senr_fall' then 'scse' else 'scsc' end as export_name,
        senr_records.student_id as subject_key,
        senr_records.school_of_attendance
    from senr_records
    inner join senr_selection
        on
            senr_records.export_name = senr_selection.export_name
            and senr_records.record_key = senr_selection.record_key
    inner join scheduling_statuses
        on senr_records.enrollment_status_code = scheduling_statuses.code
    group by
        senr_records.export_name, senr_records.student_id, senr_records.school_of_attendance

),

students_at_schools as (

    select
        export_name,
        student_id,
        school_of_course_delivery,
        count(*) as student_rows
    from written
    group by export_name, student_id, school_of_course_delivery

),

missing_enrollments as (

    select
        students_at_schools.export_name,
        'student ' || {{ key_text([
            'students_at_schools.student_id', 'students_at_schools.school_of_course_delivery'
        ]) }} as record_key,
        case students_at_schools.export_name when 'scse' then 'CERT005' else 'CERT098' end
            as rule_id,
        'ssid' as column_name,
        'no enrollment in SENR: '
        || {{ number_of('students_at_schools.student_rows', 'student row') }} as value
    from students_at_schools
    left join enrolled
        on
            students_at_schools.export_name = enrolled.export_name
            and students_at_schools.student_id = enrolled.subject_key
            and students_at_schools.school_of_course_delivery = enrolled.school_of_attendance
    where enrolled.subject_key is null

),

final as (

    select * from missing_sections
    union all
    select * from missing_enrollments
    union all
    select * from credits_errors
    union all
    select * from certification_errors

)

select * from final
