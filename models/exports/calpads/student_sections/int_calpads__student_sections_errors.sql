-- Grain: one row per error of SCSE and SCSC: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__student_sections_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__student_sections_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__scse as (

    select * from {{ ref('rpt_calpads__scse') }}

),

rpt_calpads__scsc as (

    select * from {{ ref('rpt_calpads__scsc') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SCSE', 'SCSC')

),

cells as (

    select
        'scse' as export_name,
        rpt_calpads__scse_cells.*
    from (
        {{ cells_of(
            'rpt_calpads__scse',
            [
                'local_record_id',
                'school_of_course_delivery',
                'ssid',
                'local_course_id',
                'course_section_id',
                'academic_term_code',
            ]
        ) }}
    ) as rpt_calpads__scse_cells
    union all
    select
        'scsc' as export_name,
        rpt_calpads__scsc_cells.*
    from (
        {{ cells_of(
            'rpt_calpads__scsc',
            [
                'local_record_id',
                'school_of_course_delivery',
                'ssid',
                'local_course_id',
                'course_section_id',
                'academic_term_code',
            ]
        ) }}
    ) as rpt_calpads__scsc_cells

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
