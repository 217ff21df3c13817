-- Grain: one row per learner and instructional program, in layout reconstruction of SPS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_casas__sps_records') }}

),

selection as (

    select * from {{ ref('int_casas__sps_selection') }}
    where export_name = 'sps' and exclusion_reason is null

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
        records.instructional_program,
        {{ casas_date('records.program_start_date') }} as program_start_date,
        {{ casas_date('records.program_end_date') }} as program_end_date,
        records.program_status,
        records.progress,
        records.reason_for_exiting,
        records.instructional_level
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
