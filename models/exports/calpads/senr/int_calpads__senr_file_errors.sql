-- Grain: one row per error of a SENR file as a whole, or of a record beside others of the file.

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}

),

duplicates as (

    select * from {{ ref('int_students__duplicates') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

calendar_days as (

    select * from {{ ref('stg_sis__calendar_days') }}

),

timeline_errors as (

    select * from {{ ref('int_calpads__senr_timeline_errors') }}

),

certification_errors as (

    select * from {{ ref('int_calpads__senr_certification_errors') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- SENR0226 (1.08, 1.09): among blank-SSID rows a local student ID may appear once per file.
requests as (

    select
        records.export_name,
        records.record_key,
        count(*) over (partition by records.export_name, records.local_student_id)
            as rows_of_student
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where
        selection.exclusion_reason is null
        and records.ssid is null
        and records.local_student_id is not null

),

-- The default leaves out who has left, so that the exits of the range are not reported.
leavers as (

    select
        records.export_name,
        count(distinct records.student_id) as students
    from records
    cross join options
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where
        records.export_name = 'senr_ongoing'
        and selection.exclusion_reason = 'not_currently_enrolled'
        and records.enrollment_exit_date between options.start_date and options.end_date
    group by records.export_name

),

-- Ruling of question 47: before a new number is asked for, look for the old one. All students that
-- are loaded count.
possible_duplicates as (

    select
        records.export_name,
        records.record_key,
        duplicates.other_student_id_alike as other_student_id
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    inner join duplicates on records.student_id = duplicates.student_id
    where
        selection.exclusion_reason is null
        and records.export_name = 'senr_ssid'
        and duplicates.other_student_id_alike is not null

),

-- Ruling of question 48: the date is not moved.
days_off as (

    select coalesce(orgs.nonpublic_school_code, orgs.school_code) as school_code
    from orgs
    cross join options
    inner join calendar_days on orgs.org_id = calendar_days.org_id
    where calendar_days.calendar_date between options.year_start_date and options.year_end_date
    group by coalesce(orgs.nonpublic_school_code, orgs.school_code)
    having
        not bool_or(
            calendar_days.calendar_date = options.census_date
            and coalesce(calendar_days.is_instructional, false)
        )

),

final as (

    select
        export_name,
        record_key,
        'SENR0226' as rule_id,
        'local_student_id' as column_name,
        cast(rows_of_student as string) as value
    from requests
    where rows_of_student > 1
    union all
    select
        export_name,
        'all rows' as record_key,
        'leavers_left_out' as rule_id,
        'enrollment_exit_date' as column_name,
        cast(students as string) as value
    from leavers
    union all
    select
        export_name,
        record_key,
        'possible_duplicate_person' as rule_id,
        'ssid' as column_name,
        'student ' || other_student_id as value
    from possible_duplicates
    union all
    select
        'senr_fall' as export_name,
        'school ' || days_off.school_code as record_key,
        'census_day_not_instructional' as rule_id,
        'school_of_attendance' as column_name,
        {{ date_text('options.census_date') }} as value
    from days_off
    cross join options
    union all
    select * from timeline_errors
    union all
    select * from certification_errors

)

select * from final
