-- Grain: one row per error of SELA: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_attendance': 7, 'academic_year_id': 9, 'ssid': 10,
    'student_legal_first_name': 30, 'student_legal_last_name': 50, 'student_birth_date': 8,
    'student_gender_code': 1, 'local_student_id': 15, 'english_language_acquisition_status_code': 4,
    'english_language_acquisition_status_start_date': 8, 'primary_language_code': 2,
    'correction_reason_code': 1} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'ssid', 'student_legal_first_name', 'student_legal_last_name',
    'student_birth_date', 'student_gender_code', 'english_language_acquisition_status_code',
    'english_language_acquisition_status_start_date', 'primary_language_code'] %}
{%- set reports_1 = {'rpt_calpads__sela': 'sela'} %}
{%- set key_1 = ['local_record_id', 'reporting_lea', 'ssid',
    'english_language_acquisition_status_code'] %}

with

records as (

    select * from {{ ref('int_calpads__sela_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sela_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sela_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sela_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

),

rpt_calpads__sela as (

    select * from {{ ref('rpt_calpads__sela') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SELA')

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
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'student') }}
    union all
    select * from file_errors

)

select * from final
