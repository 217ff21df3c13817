-- Grain: one row per error of SENR: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__senr_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__senr_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

),

rpt_calpads__senr_ssid as (

    select * from {{ ref('rpt_calpads__senr_ssid') }}

),

rpt_calpads__senr_ssid_v12 as (

    select * from {{ ref('rpt_calpads__senr_ssid_v12') }}

),

rpt_calpads__senr_fall as (

    select * from {{ ref('rpt_calpads__senr_fall') }}

),

rpt_calpads__senr_fall_v12 as (

    select * from {{ ref('rpt_calpads__senr_fall_v12') }}

),

rpt_calpads__senr_ongoing as (

    select * from {{ ref('rpt_calpads__senr_ongoing') }}

),

rpt_calpads__senr_ongoing_v12 as (

    select * from {{ ref('rpt_calpads__senr_ongoing_v12') }}

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SENR')

),

cells as (

    select
        'senr_ssid' as export_name,
        rpt_calpads__senr_ssid_cells.*
    from (
        {{ cells_of('rpt_calpads__senr_ssid', ['local_record_id']) }}
    ) as rpt_calpads__senr_ssid_cells
    union all
    select
        'senr_ssid' as export_name,
        rpt_calpads__senr_ssid_v12_cells.*
    from (
        {{ cells_of('rpt_calpads__senr_ssid_v12', ['local_record_id']) }}
    ) as rpt_calpads__senr_ssid_v12_cells
    union all
    select
        'senr_fall' as export_name,
        rpt_calpads__senr_fall_cells.*
    from (
        {{ cells_of('rpt_calpads__senr_fall', ['local_record_id']) }}
    ) as rpt_calpads__senr_fall_cells
    union all
    select
        'senr_fall' as export_name,
        rpt_calpads__senr_fall_v12_cells.*
    from (
        {{ cells_of('rpt_calpads__senr_fall_v12', ['local_record_id']) }}
    ) as rpt_calpads__senr_fall_v12_cells
    union all
    select
        'senr_ongoing' as export_name,
        rpt_calpads__senr_ongoing_cells.*
    from (
        {{ cells_of('rpt_calpads__senr_ongoing', ['local_record_id']) }}
    ) as rpt_calpads__senr_ongoing_cells
    union all
    select
        'senr_ongoing' as export_name,
        rpt_calpads__senr_ongoing_v12_cells.*
    from (
        {{ cells_of('rpt_calpads__senr_ongoing_v12', ['local_record_id']) }}
    ) as rpt_calpads__senr_ongoing_v12_cells

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
