-- Grain: one row per error of SPRG: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__sprg_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sprg_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sprg_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sprg_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__sprg as (

    select * from {{ ref('rpt_calpads__sprg') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SPRG')

),

cells as (

    select
        'sprg' as export_name,
        rpt_calpads__sprg_cells.*
    from (
        {{ cells_of(
            'rpt_calpads__sprg',
            [
                'local_record_id',
                'school_of_attendance',
                'ssid',
                'education_program_code',
                'education_program_membership_start_date',
                'education_service_academic_year',
                'education_service_code',
            ]
        ) }}
    ) as rpt_calpads__sprg_cells

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
    {{ codes_left_out('records', 'unmapped_program', 'education_program_code') }}
    union all
    select * from file_errors

)

select * from final
