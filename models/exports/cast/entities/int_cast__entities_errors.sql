-- Grain: one row per error of CAST_ENTITIES: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_cast__entities_records') }}

),

selection as (

    select * from {{ ref('int_cast__entities_selection') }}

),

rules as (

    select * from {{ ref('int_cast__entities_rules') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_cast__entities as (

    select * from {{ ref('rpt_cast__entities') }}

),

rpt_cast__entities_v2018 as (

    select * from {{ ref('rpt_cast__entities_v2018') }}

),

rpt_cast__entities_v2019 as (

    select * from {{ ref('rpt_cast__entities_v2019') }}

),

rpt_cast__entities_v2021 as (

    select * from {{ ref('rpt_cast__entities_v2021') }}

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('CAST_ENTITIES')

),

cells as (

    select
        'cast_entities' as export_name,
        rpt_cast__entities_cells.*
    from (
        {{ cells_of('rpt_cast__entities', ['county_code', 'district_code', 'school_code']) }}
    ) as rpt_cast__entities_cells
    union all
    select
        'cast_entities' as export_name,
        rpt_cast__entities_v2018_cells.*
    from (
        {{ cells_of('rpt_cast__entities_v2018', ['county_code', 'district_code', 'school_code']) }}
    ) as rpt_cast__entities_v2018_cells
    union all
    select
        'cast_entities' as export_name,
        rpt_cast__entities_v2019_cells.*
    from (
        {{ cells_of('rpt_cast__entities_v2019', ['county_code', 'district_code', 'school_code']) }}
    ) as rpt_cast__entities_v2019_cells
    union all
    select
        'cast_entities' as export_name,
        rpt_cast__entities_v2021_cells.*
    from (
        {{ cells_of('rpt_cast__entities_v2021', ['county_code', 'district_code', 'school_code']) }}
    ) as rpt_cast__entities_v2021_cells

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout') }}
    union all
    {{ code_errors('records', 'selection') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout', absent_fields='absent_fields') }}
    union all
    {{ layout_errors('cells', 'layout') }}

)

select * from final
