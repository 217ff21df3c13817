-- Grain: one row per error of CRSE and CRSC: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__course_sections_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__course_sections_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__crse as (

    select * from {{ ref('rpt_calpads__crse') }}

),

rpt_calpads__crsc as (

    select * from {{ ref('rpt_calpads__crsc') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('CRSE', 'CRSC')

),

cells as (

    select
        'crse' as export_name,
        rpt_calpads__crse_cells.*
    from (
        {{ cells_of(
            'rpt_calpads__crse',
            [
                'local_record_id',
                'school_of_course_delivery',
                'crs_local_course_id',
                'course_section_id',
                'academic_term_code',
                'seid',
            ]
        ) }}
    ) as rpt_calpads__crse_cells
    union all
    select
        'crsc' as export_name,
        rpt_calpads__crsc_cells.*
    from (
        {{ cells_of(
            'rpt_calpads__crsc',
            [
                'local_record_id',
                'school_of_course_delivery',
                'crs_local_course_id',
                'course_section_id',
                'academic_term_code',
                'seid',
            ]
        ) }}
    ) as rpt_calpads__crsc_cells

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
    {{ partial_replacements('selection') }}
    union all
    select * from file_errors

)

select * from final
