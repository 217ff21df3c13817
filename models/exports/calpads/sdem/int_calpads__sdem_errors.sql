-- Grain: one row per error of SDEM: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__sdem_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdem_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sdem_rules') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_staff_answers') }}

),

rpt_calpads__sdem as (

    select * from {{ ref('rpt_calpads__sdem') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SDEM')

),

cells as (

    select
        'sdem' as export_name,
        rpt_calpads__sdem_cells.*
    from (
        {{ cells_of('rpt_calpads__sdem', ['local_record_id', 'reporting_lea']) }}
    ) as rpt_calpads__sdem_cells

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout') }}
    union all
    {{ code_errors('records', 'selection') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout') }}
    union all
    {{ layout_errors('cells', 'layout') }}
    union all
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'staff') }}

)

select * from final
