-- Grain: one row per SSID with a graduate exit in the state's extract of SENR.

with

cells as (

    select * from {{ ref('int_submissions__state_cells') }}
    where file_code = 'SENR'

),

extract_rows as (

    select
        max(case when column_name = 'ssid' then value end) as ssid,
        max(case when column_name = 'enrollment_exit_date' then value end) as exit_date,
        max(case when column_name = 'student_exit_reason_code' then value end) as exit_reason,
        max(case when column_name = 'student_school_completion_status' then value end)
            as completion
    from cells
    group by row_number

),

-- SENR0025: E230 with 100, 106 or 250.
final as (

    select
        ssid,
        min({{ to_date('exit_date') }}) as graduation_date
    from extract_rows
    where ssid is not null and exit_reason = 'E230' and completion in ('100', '106', '250')
    group by ssid

)

select * from final
