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

rpt_cast__entities_odd as (

    {{ odd_rows(
        'rpt_cast__entities', 'layout', 'cast_entities',
        ['county_code', 'district_code', 'school_code', 'type_id', 'filler', 'test_year',
            'county_name', 'district_name', 'school_name', 'zip_code']
    ) }}

),

rpt_cast__entities_v2018_odd as (

    {{ odd_rows(
        'rpt_cast__entities_v2018', 'layout', 'cast_entities',
        ['county_code', 'district_code', 'school_code', 'filler', 'test_year', 'type_id',
            'county_name', 'district_name', 'school_name', 'zip_code']
    ) }}

),

rpt_cast__entities_v2019_odd as (

    {{ odd_rows(
        'rpt_cast__entities_v2019', 'layout', 'cast_entities',
        ['county_code', 'district_code', 'school_code', 'filler', 'test_year', 'type_id',
            'county_name', 'district_name', 'school_name', 'zip_code']
    ) }}

),

rpt_cast__entities_v2021_odd as (

    {{ odd_rows(
        'rpt_cast__entities_v2021', 'layout', 'cast_entities',
        ['county_code', 'district_code', 'school_code', 'filler', 'test_year', 'type_id',
            'county_name', 'district_name', 'school_name', 'zip_code']
    ) }}

),

cells as (

    select
        'cast_entities' as export_name,
        rpt_cast__entities_odd_cells.*
    from (
        {{ cells_of('rpt_cast__entities_odd', ['county_code', 'district_code', 'school_code']) }}
    ) as rpt_cast__entities_odd_cells
    union all
    select
        'cast_entities' as export_name,
        rpt_cast__entities_v2018_odd_cells.*
    from (
        {{ cells_of(
            'rpt_cast__entities_v2018_odd',
            [
                'county_code',
                'district_code',
                'school_code',
            ]
        ) }}
    ) as rpt_cast__entities_v2018_odd_cells
    union all
    select
        'cast_entities' as export_name,
        rpt_cast__entities_v2019_odd_cells.*
    from (
        {{ cells_of(
            'rpt_cast__entities_v2019_odd',
            [
                'county_code',
                'district_code',
                'school_code',
            ]
        ) }}
    ) as rpt_cast__entities_v2019_odd_cells
    union all
    select
        'cast_entities' as export_name,
        rpt_cast__entities_v2021_odd_cells.*
    from (
        {{ cells_of(
            'rpt_cast__entities_v2021_odd',
            [
                'county_code',
                'district_code',
                'school_code',
            ]
        ) }}
    ) as rpt_cast__entities_v2021_odd_cells

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
