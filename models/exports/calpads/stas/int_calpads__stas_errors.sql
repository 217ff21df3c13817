-- Grain: one row per error of STAS: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__stas_records') }}

),

selection as (

    select * from {{ ref('int_calpads__stas_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__stas_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__stas_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__stas as (

    select * from {{ ref('rpt_calpads__stas') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('STAS')

),

cells as (

    select
        'stas' as export_name,
        rpt_calpads__stas_cells.*
    from (
        {{ cells_of('rpt_calpads__stas', ['local_record_id', 'school_of_attendance', 'ssid']) }}
    ) as rpt_calpads__stas_cells

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout') }}
    union all
    {{ code_errors('records', 'selection') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout', reports_key=false) }}
    union all
    {{ layout_errors('cells', 'layout', 'selection') }}
    union all
    {{ partial_replacements('selection') }}
    union all
    select * from file_errors

)

select * from final
