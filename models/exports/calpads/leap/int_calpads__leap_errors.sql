-- Grain: one row per error of LEAP: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'academic_year_id': 9, 'ssid': 10, 'local_student_id': 15,
    'lea_education_program_code': 3, 'expanded_learning_program_days': 3} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'academic_year_id', 'ssid',
    'local_student_id', 'lea_education_program_code', 'expanded_learning_program_days'] %}
{%- set reports_1 = {'rpt_calpads__leap': 'leap'} %}
{%- set key_1 = ['local_record_id', 'reporting_lea', 'ssid', 'lea_education_program_code'] %}

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

    {{ odd_cells(reports_1, 'layout', key_1, columns_1, required_1) }}

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
