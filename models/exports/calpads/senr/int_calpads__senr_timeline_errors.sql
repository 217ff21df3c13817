-- Grain: one row per rule of int_calpads__senr_timeline that a selected record breaks.

with

timeline as (

    select * from {{ ref('int_calpads__senr_timeline') }}

),

records as (

    select * from {{ ref('int_calpads__senr_records') }}
    where export_name <> 'senr_ssid'

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where exclusion_reason is null

),

catalog as (

    select * from {{ ref('validation_rules') }}
    where value_source = 'file_errors'

),

true_flags as (

    {{ true_columns('timeline', ['enrollment_id', 'other_student_id_with_ssid']) }}

),

-- A request for an SSID has no rows at the state that it could contradict.
final as (

    select
        records.export_name,
        records.record_key,
        catalog.rule_id,
        catalog.column_name,
        case catalog.column_name
            when 'enrollment_start_date' then {{ date_text('records.enrollment_start_date') }}
            when 'enrollment_exit_date' then {{ date_text('records.enrollment_exit_date') }}
            else 'student ' || true_flags.other_student_id_with_ssid
        end as value
    from true_flags
    inner join catalog on true_flags.flag = catalog.flag_name
    inner join records on true_flags.enrollment_id = records.record_key
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
