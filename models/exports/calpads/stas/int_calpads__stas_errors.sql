-- Grain: one row per error of STAS: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_attendance': 7, 'academic_year_id': 9, 'ssid': 10,
    'local_student_id': 15, 'filler_was_student_legal_first_name': 30,
    'filler_was_student_legal_last_name': 50, 'filler_was_student_birth_date': 8,
    'filler_was_student_gender_code': 1,
    'student_absence_summary_data_collection_exemption_indicator': 1,
    'hourly_attendance_school_type_indicator': 1, 'expected_attendance_days': 6,
    'days_attended_in_person': 6, 'days_absent_out_of_school_suspension': 6,
    'days_in_attendance_in_school_suspension': 6, 'days_absent_in_person_excused_non_suspension': 6,
    'days_absent_in_person_unexcused_non_suspension': 6,
    'non_ada_generating_independent_study_days': 6, 'ada_generating_independent_study_days': 6,
    'period_by_period_attendance_method_indicator': 1, 'attendance_recovery_days': 2} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'ssid', 'local_student_id',
    'student_absence_summary_data_collection_exemption_indicator',
    'hourly_attendance_school_type_indicator'] %}
{%- set reports_1 = {'rpt_calpads__stas': 'stas'} %}
{%- set key_1 = ['local_record_id', 'school_of_attendance', 'ssid'] %}

with

records as (

    select * from {{ ref('int_calpads__stas_records') }}

),

selection as (

    select * from {{ ref('int_calpads__stas_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__stas_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__stas_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__stas as (

    select * from {{ ref('rpt_calpads__stas') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('STAS')

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
