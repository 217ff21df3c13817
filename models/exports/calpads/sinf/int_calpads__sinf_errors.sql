-- Grain: one row per error of SINF: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__sinf_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinf_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sinf_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sinf_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

),

rpt_calpads__sinf as (

    select * from {{ ref('rpt_calpads__sinf') }}

),

rpt_calpads__sinf_v13 as (

    select * from {{ ref('rpt_calpads__sinf_v13') }}

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SINF')

),

cells as (

    select
        'sinf' as export_name,
        rpt_calpads__sinf_cells.*
    from ({{ cells_of('rpt_calpads__sinf', ['local_record_id']) }}) as rpt_calpads__sinf_cells
    union all
    select
        'sinf' as export_name,
        rpt_calpads__sinf_v13_cells.*
    from (
        {{ cells_of('rpt_calpads__sinf_v13', ['local_record_id']) }}
    ) as rpt_calpads__sinf_v13_cells

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout') }}
    union all
    {{ code_errors('records', 'selection') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout', absent_fields='absent_fields') }}
    union all
    {{ layout_errors('cells', 'layout') }}
    union all
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'student') }}
    union all
    select * from file_errors

)

select * from final
