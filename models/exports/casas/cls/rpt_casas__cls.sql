-- Grain: one row per class, in layout reconstruction of CLS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_casas__cls_records') }}

),

selection as (

    select * from {{ ref('int_casas__cls_selection') }}
    where export_name = 'cls' and exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        records.agency_id,
        records.site_id,
        records.program_year,
        records.class_id,
        records.extended_class_id,
        records.class_title,
        {{ casas_date('records.class_start_date') }} as class_start_date,
        {{ casas_date('records.class_end_date') }} as class_end_date,
        records.teacher_id,
        records.teacher_last_name,
        records.teacher_first_name,
        records.instructional_program,
        records.instructional_level,
        records.focus_area,
        records.special_programs,
        records.class_days,
        records.start_time,
        records.end_time,
        cast(records.hours_per_week as string) as hours_per_week,
        {{ yes_no('records.is_distance_learning') }} as is_distance_learning
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
