-- Grain: one row per error of STAS: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = ['record_type_code', 'transaction_type_code', 'local_record_id',
    'reporting_lea', 'school_of_attendance', 'academic_year_id', 'ssid', 'local_student_id',
    'filler_was_student_legal_first_name', 'filler_was_student_legal_last_name',
    'filler_was_student_birth_date', 'filler_was_student_gender_code',
    'student_absence_summary_data_collection_exemption_indicator',
    'hourly_attendance_school_type_indicator', 'expected_attendance_days',
    'days_attended_in_person', 'days_absent_out_of_school_suspension',
    'days_in_attendance_in_school_suspension', 'days_absent_in_person_excused_non_suspension',
    'days_absent_in_person_unexcused_non_suspension', 'non_ada_generating_independent_study_days',
    'ada_generating_independent_study_days', 'period_by_period_attendance_method_indicator',
    'attendance_recovery_days'] %}
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

    {{ odd_cells(reports_1, 'layout', key_1, columns_1) }}

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
