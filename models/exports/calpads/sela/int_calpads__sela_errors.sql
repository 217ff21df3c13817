-- Grain: one row per error of SELA: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__sela_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sela_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sela_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sela_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__sela as (

    select * from {{ ref('rpt_calpads__sela') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SELA')

),

cells as (

    select
        'sela' as export_name,
        rpt_calpads__sela_cells.*
    from (
        {{ cells_of(
            'rpt_calpads__sela',
            [
                'local_record_id',
                'reporting_lea',
                'ssid',
                'english_language_acquisition_status_code',
            ]
        ) }}
    ) as rpt_calpads__sela_cells

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
    select * from file_errors

)

select * from final
