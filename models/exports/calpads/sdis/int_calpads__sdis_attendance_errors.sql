-- Grain: one row per truancy whose day is not known, and per attendance code without translation.

with

records as (

    select * from {{ ref('int_calpads__sdis_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdis_selection') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

attendance_days as (

    select * from {{ ref('int_attendance__shares') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

options as (

    select * from {{ ref('run_options') }}

),

-- The days of a truant student are counted; a part of them would pass for all.
unreadable as (

    select
        records.export_name,
        records.record_key
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where
        records.is_truancy
        and records.disciplinary_incident_occurrence_date is null
        and records.student_offense_code is not null
        and selection.exclusion_reason = 'outside_date_range'

),

-- Contract rule 9: such a day counts for no truancy (definition D14), and no row can show its code.
days as (

    select
        attendance_days.attendance_code,
        attendance_days.attendance_date
    from attendance_days
    inner join orgs on attendance_days.org_id = orgs.org_id
    cross join options
    where
        attendance_days.attendance_date
        between options.year_start_date and least(options.as_of_date, options.year_end_date)
        and attendance_days.attendance_code is not null
    group by attendance_days.attendance_code, attendance_days.attendance_date

),

unmapped as (

    select left(days.attendance_code, 40) as value
    from days
    left join state_codes as codes
        on {{ code_matches('codes', 'sis.attendance_category', 'days.attendance_code',
                           'days.attendance_date') }}
    where codes.local_key is null
    group by left(days.attendance_code, 40)

),

final as (

    select
        export_name,
        record_key,
        'sum_unreadable' as rule_id,
        'disciplinary_incident_occurrence_date' as column_name,
        null as value
    from unreadable
    union all
    select
        'sdis' as export_name,
        'all rows' as record_key,
        'unmapped_attendance_code' as rule_id,
        'disciplinary_incident_occurrence_date' as column_name,
        value
    from unmapped

)

select * from final
