-- Grain: one row per error of CLS: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_casas__cls_records') }}

),

selection as (

    select * from {{ ref('int_casas__cls_selection') }}

),

rules as (

    select * from {{ ref('int_casas__cls_rules') }}

),

file_errors as (

    select * from {{ ref('int_casas__cls_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

sent as (

    select * from {{ ref('int_submissions__casas_sent_cells') }}

),

codes as (

    select * from {{ ref('codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

rpt_casas__cls as (

    select * from {{ ref('rpt_casas__cls') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('CLS')

),

cells as (

    select
        'cls' as export_name,
        rpt_casas__cls_cells.*
    from (
        {{ cells_of('rpt_casas__cls', ['class_id', 'extended_class_id']) }}
    ) as rpt_casas__cls_cells

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout', 'record_id') }}
    union all
    {{ code_errors('records', 'selection', 'record_id') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout', id='record_id') }}
    union all
    {{ layout_errors('cells', 'layout', 'selection', id='record_id', row_key='record_key') }}
    union all
    {{ unconfirmed_codes('cells', 'layout', 'codes', 'options') }}
    union all
    {{ cleared_values('cells', 'sent', 'layout', 'selection') }}
    union all
    select * from file_errors

)

select * from final
