-- Grain: one row per error of SIRS: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_attendance': 7, 'academic_year_id': 9, 'ssid': 10,
    'local_student_id': 15, 'student_legal_first_name': 30, 'student_legal_last_name': 50,
    'student_birth_date': 8, 'student_gender_code': 1, 'incident_id_local': 20,
    'incident_result_code': 3, 'incident_result_authority_code': 2, 'incident_result_duration_days':
    6, 'incident_result_modification_code': 3} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'ssid', 'local_student_id', 'student_legal_first_name',
    'student_legal_last_name', 'student_birth_date', 'student_gender_code', 'incident_id_local',
    'incident_result_code'] %}
{%- set reports_1 = {'rpt_calpads__sirs': 'sirs'} %}
{%- set key_1 = ['local_record_id', 'school_of_attendance', 'ssid', 'incident_id_local',
    'incident_result_code'] %}

with

records as (

    select * from {{ ref('int_calpads__sirs_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sirs_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sirs_rules') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__sirs as (

    select * from {{ ref('rpt_calpads__sirs') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SIRS')

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
    {{ codes_left_out('records', 'unmapped_result', 'incident_result_code') }}
    union all
    {{ partial_replacements('selection') }}

)

select * from final
