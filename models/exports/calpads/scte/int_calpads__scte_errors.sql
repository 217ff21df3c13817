-- Grain: one row per error of SCTE: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__scte_records') }}

),

selection as (

    select * from {{ ref('int_calpads__scte_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__scte_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__scte_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__scte as (

    select * from {{ ref('rpt_calpads__scte') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SCTE')

),

cells as (

    select
        'scte' as export_name,
        rpt_calpads__scte_cells.*
    from (
        {{ cells_of(
            'rpt_calpads__scte',
            [
                'local_record_id',
                'school_of_attendance',
                'ssid',
                'cte_pathway_code',
            ]
        ) }}
    ) as rpt_calpads__scte_cells

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
    {{ codes_left_out('records', 'unmapped_pathway', 'cte_pathway_code') }}
    union all
    {{ partial_replacements('selection') }}
    union all
    select * from file_errors

)

select * from final
