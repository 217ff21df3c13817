-- Grain: one row per learner and class, in layout reconstruction of ENTR.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_casas__entr_records') }}

),

selection as (

    select * from {{ ref('int_casas__entr_selection') }}
    where export_name = 'entr' and exclusion_reason is null

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
        {{ casas_date('records.entry_date') }} as entry_date,
        records.class_id,
        records.extended_class_id,
        records.instructional_program,
        records.instructional_level,
        records.labor_force_status,
        records.barriers_to_employment,
        records.personal_status,
        records.special_programs,
        records.primary_goal,
        records.secondary_goal
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
