-- Grain: one row per learner and class, in layout reconstruction of ATT.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_casas__att_records') }}

),

selection as (

    select * from {{ ref('int_casas__att_selection') }}
    where export_name = 'att' and exclusion_reason is null

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
        {{ casas_date('records.attendance_date') }} as attendance_date,
        records.attendance_source,
        cast(records.minutes_of_instruction as string) as minutes_of_instruction,
        cast(records.distance_learning_minutes as string) as distance_learning_minutes
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
