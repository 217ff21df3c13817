-- Grain: one row per error of SENR: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_attendance': 7, 'school_of_attendance_nps': 7,
    'academic_year_id': 9, 'ssid': 10, 'local_student_id': 15, 'student_legal_first_name': 30,
    'student_legal_middle_name': 30, 'student_legal_last_name': 50,
    'student_legal_name_suffix_code': 3, 'student_alias_first_name': 30,
    'student_alias_middle_name': 30, 'student_alias_last_name': 50, 'student_birth_date': 8,
    'student_gender_code': 1, 'student_birth_city': 30, 'student_birth_state_province_code': 6,
    'student_birth_country_code': 2, 'enrollment_start_date': 8, 'enrollment_status_code': 2,
    'grade_level_code': 2, 'enrollment_exit_date': 8, 'student_exit_reason_code': 4,
    'student_school_completion_status': 3, 'expected_receiver_school_of_attendance': 7,
    'student_met_all_uc_csu_requirements_indicator': 1, 'student_school_transfer_code': 1,
    'district_of_geographic_residence_code': 7, 'student_golden_state_seal_merit_diploma_indicator':
    1, 'student_seal_of_biliteracy_indicator': 1,
    'adult_age_students_with_disabilities_in_transition_status': 1,
    'graduation_exemption_indicator': 1} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'local_student_id', 'student_legal_first_name', 'student_legal_last_name',
    'student_birth_date', 'student_gender_code', 'enrollment_start_date', 'enrollment_status_code',
    'grade_level_code'] %}
{%- set reports_1 = {'rpt_calpads__senr_ssid': 'senr_ssid', 'rpt_calpads__senr_fall': 'senr_fall',
    'rpt_calpads__senr_ongoing': 'senr_ongoing'} %}
{%- set key_1 = ['local_record_id'] %}
{%- set columns_2 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_attendance': 7, 'school_of_attendance_nps': 7,
    'academic_year_id': 9, 'ssid': 10, 'local_student_id': 15, 'student_legal_first_name': 30,
    'student_legal_middle_name': 30, 'student_legal_last_name': 50,
    'student_legal_name_suffix_code': 3, 'student_alias_first_name': 30,
    'student_alias_middle_name': 30, 'student_alias_last_name': 50, 'student_birth_date': 8,
    'student_gender_code': 1, 'student_birth_city': 30, 'student_birth_state_province_code': 6,
    'student_birth_country_code': 2, 'enrollment_start_date': 8, 'enrollment_status_code': 2,
    'grade_level_code': 2, 'enrollment_exit_date': 8, 'student_exit_reason_code': 4,
    'student_school_completion_status': 3, 'expected_receiver_school_of_attendance': 7,
    'student_met_all_uc_csu_requirements_indicator': 1, 'student_school_transfer_code': 1,
    'district_of_geographic_residence_code': 7, 'student_golden_state_seal_merit_diploma_indicator':
    1, 'student_seal_of_biliteracy_indicator': 1, 'postsecondary_transition_status_indicator': 1,
    'workforce_completion_indicator': 1, 'food_handler_completion_indicator': 1,
    'pre_apprenticeship_completion_indicator_1': 1, 'pre_apprenticeship_completion_indicator_2': 1,
    'state_or_federal_job_program_completion_indicator': 1} %}
{%- set required_2 = ['record_type_code', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'local_student_id', 'student_legal_first_name', 'student_legal_last_name',
    'student_birth_date', 'student_gender_code', 'enrollment_start_date', 'enrollment_status_code',
    'grade_level_code'] %}
{%- set reports_2 = {'rpt_calpads__senr_ssid_v12': 'senr_ssid', 'rpt_calpads__senr_fall_v12':
    'senr_fall', 'rpt_calpads__senr_ongoing_v12': 'senr_ongoing'} %}
{%- set key_2 = ['local_record_id'] %}

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__senr_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__senr_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

),

rpt_calpads__senr_ssid as (

    select * from {{ ref('rpt_calpads__senr_ssid') }}

),

rpt_calpads__senr_ssid_v12 as (

    select * from {{ ref('rpt_calpads__senr_ssid_v12') }}

),

rpt_calpads__senr_fall as (

    select * from {{ ref('rpt_calpads__senr_fall') }}

),

rpt_calpads__senr_fall_v12 as (

    select * from {{ ref('rpt_calpads__senr_fall_v12') }}

),

rpt_calpads__senr_ongoing as (

    select * from {{ ref('rpt_calpads__senr_ongoing') }}

),

rpt_calpads__senr_ongoing_v12 as (

    select * from {{ ref('rpt_calpads__senr_ongoing_v12') }}

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SENR')

),

cells as (

    {{ odd_cells(reports_1, 'layout', key_1, columns_1, required_1) }}
    union all
    {{ odd_cells(reports_2, 'layout', key_2, columns_2, required_2) }}

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout') }}
    union all
    {{ code_errors('records', 'selection') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout', absent_fields='absent_fields') }}
    union all
    {{ layout_errors('cells', 'layout') }}
    union all
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'student') }}
    union all
    select * from file_errors

)

select * from final
