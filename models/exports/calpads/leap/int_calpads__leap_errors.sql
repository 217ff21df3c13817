-- Grain: one row per error of LEAP: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = ['record_type_code', 'transaction_type_code', 'local_record_id',
    'reporting_lea', 'academic_year_id', 'ssid', 'local_student_id', 'lea_education_program_code',
    'expanded_learning_program_days'] %}

with

records as (

    select * from {{ ref('int_calpads__leap_records') }}

),

selection as (

    select * from {{ ref('int_calpads__leap_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__leap_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__leap_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__leap as (

    select * from {{ ref('rpt_calpads__leap') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('LEAP')

),

cells as (

    select
        'leap' as export_name,
        rpt_calpads__leap_cells.*
    from (
        {{ odd_cells(
            'rpt_calpads__leap', 'layout', 'leap',
            [
                'local_record_id',
                'reporting_lea',
                'ssid',
                'lea_education_program_code',
            ], columns_1
        ) }}
    ) as rpt_calpads__leap_cells

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
