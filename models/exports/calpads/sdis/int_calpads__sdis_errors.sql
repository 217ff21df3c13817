-- Grain: one row per error of SDIS: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_attendance': 7, 'academic_year_id': 9, 'ssid': 10,
    'local_student_id': 15, 'student_legal_first_name': 30, 'student_legal_last_name': 50,
    'student_birth_date': 8, 'student_gender_code': 1, 'disciplinary_incident_id_local': 20,
    'disciplinary_incident_occurrence_date': 8, 'student_offense_code': 3,
    'incident_most_severe_offense_code': 3, 'weapon_category_code': 2,
    'incident_disciplinary_action_taken_code': 3, 'disciplinary_action_authority_code': 2,
    'incident_disciplinary_action_duration_days': 6, 'student_instructional_support_indicator': 1,
    'disciplinary_action_modification_category_code': 3,
    'removal_to_interim_alternative_setting_reason_code': 1} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'ssid', 'local_student_id', 'student_legal_first_name',
    'student_legal_last_name', 'student_birth_date', 'student_gender_code',
    'disciplinary_incident_id_local', 'disciplinary_incident_occurrence_date',
    'student_offense_code', 'incident_most_severe_offense_code',
    'incident_disciplinary_action_taken_code'] %}
{%- set reports_1 = {'rpt_calpads__sdis': 'sdis'} %}
{%- set key_1 = ['local_record_id', 'school_of_attendance', 'ssid',
    'disciplinary_incident_id_local', 'student_offense_code'] %}

with

records as (

    select * from {{ ref('int_calpads__sdis_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdis_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sdis_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sdis_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

),

rpt_calpads__sdis as (

    select * from {{ ref('rpt_calpads__sdis') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SDIS')

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
