-- Grain: one row per learner and class, in layout reconstruction of SCS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_casas__scs_records') }}

),

selection as (

    select * from {{ ref('int_casas__scs_selection') }}
    where export_name = 'scs' and exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        records.agency_id,
        records.site_id,
        records.program_year,
        records.student_id,
        records.class_id,
        records.extended_class_id,
        records.class_status,
        {{ casas_date('records.class_entry_date') }} as class_entry_date,
        {{ casas_date('records.class_exit_date') }} as class_exit_date
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
