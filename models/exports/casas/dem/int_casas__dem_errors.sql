-- Grain: one row per error of DEM: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_casas__dem_records') }}

),

selection as (

    select * from {{ ref('int_casas__dem_selection') }}

),

rules as (

    select * from {{ ref('int_casas__dem_rules') }}

),

file_errors as (

    select * from {{ ref('int_casas__dem_file_errors') }}

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

rpt_casas__dem as (

    select * from {{ ref('rpt_casas__dem') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('DEM')

),

cells as (

    select
        'dem' as export_name,
        rpt_casas__dem_cells.*
    from ({{ cells_of('rpt_casas__dem', ['student_id']) }}) as rpt_casas__dem_cells

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
