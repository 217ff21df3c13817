-- Grain: one row per error of SCSE and SCSC: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_course_delivery': 7, 'academic_year_id': 9, 'ssid': 10,
    'local_student_id': 15, 'student_legal_first_name': 30, 'student_legal_last_name': 50,
    'student_birth_date': 8, 'student_gender_code': 1, 'local_course_id': 10, 'course_section_id':
    10, 'academic_term_code': 2, 'student_credits_attempted': 5, 'student_credits_earned': 5,
    'student_course_final_grade': 3, 'uc_csu_admission_requirement_code': 2, 'marking_period': 2,
    'carnegie_units_earned': 5} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_course_delivery',
    'academic_year_id', 'ssid', 'local_student_id', 'student_legal_first_name',
    'student_legal_last_name', 'student_birth_date', 'student_gender_code', 'local_course_id',
    'course_section_id', 'academic_term_code', 'marking_period'] %}
{%- set reports_1 = {'rpt_calpads__scse': 'scse', 'rpt_calpads__scsc': 'scsc'} %}
{%- set key_1 = ['local_record_id', 'school_of_course_delivery', 'ssid', 'local_course_id',
    'course_section_id', 'academic_term_code'] %}

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

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

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
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'student') }}
    union all
    select * from file_errors

)

select * from final
