-- Grain: one row per doubtful code of the actions behind an SDIS record, which shows one action,
-- and per error of the attendance behind truancies.

with

records as (

    select * from {{ ref('int_calpads__sdis_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdis_selection') }}

),

actions as (

    select * from {{ ref('stg_sis__discipline_actions') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

attendance_errors as (

    select * from {{ ref('int_calpads__sdis_attendance_errors') }}

),

of_records as (

    select
        records.export_name,
        records.record_key,
        left(actions.action_code, 40) as value,
        {{ code_finding('codes', 'actions.action_code') }} as rule_id
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    inner join actions
        on
            records.incident_id = actions.incident_id
            and records.student_id = actions.student_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.disciplinary_action', 'actions.action_code',
                           'records.disciplinary_incident_occurrence_date') }}
    where selection.exclusion_reason is null

),

-- Two actions of a student can have one code.
final as (

    select
        export_name,
        record_key,
        rule_id,
        'incident_disciplinary_action_taken_code' as column_name,
        value
    from of_records
    where rule_id is not null
    group by export_name, record_key, rule_id, value
    union all
    select * from attendance_errors

)

select * from final
