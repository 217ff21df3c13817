-- Grain: one row per export and field that its file holds in other years but not in this run.

with

exports as (

    select * from {{ ref('exports') }}

),

layouts as (

    select * from {{ ref('layouts') }}

),

active_layouts as (

    select * from {{ ref('int_layouts__active_layouts') }}

),

-- One row per field: several layouts may hold it.
final as (

    select
        exports.export_name,
        layouts.column_name
    from exports
    inner join layouts on exports.file_code = layouts.file_code
    inner join active_layouts on exports.export_name = active_layouts.export_name
    group by exports.export_name, layouts.column_name
    having count(*) filter (where layouts.column_name = active_layouts.column_name) = 0

)

select * from final
