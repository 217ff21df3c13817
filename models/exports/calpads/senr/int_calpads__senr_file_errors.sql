-- Grain: one row per error of a SENR file as a whole, or of a record beside others of the file.

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}

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

final as (

    select
        export_name,
        record_key,
        'SENR0226' as rule_id,
        'local_student_id' as column_name,
        cast(rows_of_student as varchar) as value
    from requests
    where rows_of_student > 1
    union all
    select
        export_name,
        'all rows' as record_key,
        'leavers_left_out' as rule_id,
        'enrollment_exit_date' as column_name,
        cast(students as varchar) as value
    from leavers

)

select * from final
