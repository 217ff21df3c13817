-- Grain: one row per error of SINF: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'effective_start_date': 8, 'effective_end_date': 8, 'reporting_lea': 7, 'school_of_attendance':
    7, 'academic_year_id': 9, 'ssid': 10, 'local_student_id': 15, 'student_legal_first_name': 30,
    'student_legal_middle_name': 30, 'student_legal_last_name': 50,
    'student_legal_name_suffix_code': 3, 'student_alias_first_name': 30,
    'student_alias_middle_name': 30, 'student_alias_last_name': 50, 'student_birth_date': 8,
    'student_gender_code': 1, 'student_birth_city': 30, 'student_birth_state_province_code': 6,
    'student_birth_country_code': 2, 'student_hispanic_ethnicity_indicator': 1,
    'student_ethnicity_missing_indicator': 1, 'student_race_1_code': 3, 'student_race_2_code': 3,
    'student_race_3_code': 3, 'student_race_4_code': 3, 'student_race_5_code': 3,
    'student_race_missing_indicator': 1, 'residential_address_line_1': 60,
    'residential_address_line_2': 60, 'residential_address_city_name': 30,
    'residential_address_state_province_code': 6, 'residential_address_zip_code': 10,
    'student_initial_us_school_enrollment_date_k_12': 8,
    'enrolled_in_us_school_less_than_three_cumulative_years_indicator': 1,
    'parent_guardian_1_highest_education_level_code': 2, 'guardian_1_first_name': 30,
    'guardian_1_last_name': 50, 'guardian_2_first_name': 30, 'guardian_2_last_name': 50,
    'student_preferred_first_name': 30, 'student_preferred_last_name': 50, 'mailing_address_line_1':
    30, 'mailing_address_line_2': 30, 'mailing_address_city_name': 20,
    'mailing_address_state_province_code': 2, 'mailing_address_zip_code': 9,
    'parent_guardian_2_highest_education_level_code': 2} %}
{%- set required_1 = ['record_type_code', 'effective_start_date', 'reporting_lea',
    'school_of_attendance', 'academic_year_id', 'ssid', 'local_student_id',
    'student_legal_first_name', 'student_legal_last_name', 'student_birth_date',
    'student_gender_code'] %}
{%- set reports_1 = {'rpt_calpads__sinf': 'sinf'} %}
{%- set key_1 = ['local_record_id'] %}
{%- set columns_2 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'effective_start_date': 8, 'effective_end_date': 8, 'reporting_lea': 7, 'school_of_attendance':
    7, 'academic_year_id': 9, 'ssid': 10, 'local_student_id': 15, 'student_legal_first_name': 30,
    'student_legal_middle_name': 30, 'student_legal_last_name': 50,
    'student_legal_name_suffix_code': 3, 'student_alias_first_name': 30,
    'student_alias_middle_name': 30, 'student_alias_last_name': 50, 'student_birth_date': 8,
    'student_gender_code': 1, 'student_birth_city': 30, 'student_birth_state_province_code': 6,
    'student_birth_country_code': 2, 'student_hispanic_ethnicity_indicator': 1,
    'student_ethnicity_missing_indicator': 1, 'student_race_1_code': 3, 'student_race_2_code': 3,
    'student_race_3_code': 3, 'student_race_4_code': 3, 'student_race_5_code': 3,
    'student_race_missing_indicator': 1, 'residential_address_line_1': 60,
    'residential_address_line_2': 60, 'residential_address_city_name': 30,
    'residential_address_state_province_code': 6, 'residential_address_zip_code': 10,
    'student_initial_us_school_enrollment_date_k_12': 8,
    'enrolled_in_us_school_less_than_three_cumulative_years_indicator': 1,
    'parent_guardian_1_highest_education_level_code': 2, 'guardian_1_first_name': 30,
    'guardian_1_last_name': 50, 'guardian_2_first_name': 30, 'guardian_2_last_name': 50} %}
{%- set required_2 = ['record_type_code', 'effective_start_date', 'reporting_lea',
    'school_of_attendance', 'academic_year_id', 'ssid', 'local_student_id',
    'student_legal_first_name', 'student_legal_last_name', 'student_birth_date',
    'student_gender_code'] %}
{%- set reports_2 = {'rpt_calpads__sinf_v13': 'sinf'} %}
{%- set key_2 = ['local_record_id'] %}

with

records as (

    select * from {{ ref('int_calpads__sinf_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinf_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sinf_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sinf_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

),

rpt_calpads__sinf as (

    select * from {{ ref('rpt_calpads__sinf') }}

),

rpt_calpads__sinf_v13 as (

    select * from {{ ref('rpt_calpads__sinf_v13') }}

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SINF')

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
