-- Grain: one row per error of SINF: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = ['record_type_code', 'transaction_type_code', 'local_record_id',
    'effective_start_date', 'effective_end_date', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'ssid', 'local_student_id', 'student_legal_first_name',
    'student_legal_middle_name', 'student_legal_last_name', 'student_legal_name_suffix_code',
    'student_alias_first_name', 'student_alias_middle_name', 'student_alias_last_name',
    'student_birth_date', 'student_gender_code', 'student_birth_city',
    'student_birth_state_province_code', 'student_birth_country_code',
    'student_hispanic_ethnicity_indicator', 'student_ethnicity_missing_indicator',
    'student_race_1_code', 'student_race_2_code', 'student_race_3_code', 'student_race_4_code',
    'student_race_5_code', 'student_race_missing_indicator', 'residential_address_line_1',
    'residential_address_line_2', 'residential_address_city_name',
    'residential_address_state_province_code', 'residential_address_zip_code',
    'student_initial_us_school_enrollment_date_k_12',
    'enrolled_in_us_school_less_than_three_cumulative_years_indicator',
    'parent_guardian_1_highest_education_level_code', 'guardian_1_first_name',
    'guardian_1_last_name', 'guardian_2_first_name', 'guardian_2_last_name',
    'student_preferred_first_name', 'student_preferred_last_name', 'mailing_address_line_1',
    'mailing_address_line_2', 'mailing_address_city_name', 'mailing_address_state_province_code',
    'mailing_address_zip_code', 'parent_guardian_2_highest_education_level_code'] %}
{%- set reports_1 = {'rpt_calpads__sinf': 'sinf'} %}
{%- set key_1 = ['local_record_id'] %}
{%- set columns_2 = ['record_type_code', 'transaction_type_code', 'local_record_id',
    'effective_start_date', 'effective_end_date', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'ssid', 'local_student_id', 'student_legal_first_name',
    'student_legal_middle_name', 'student_legal_last_name', 'student_legal_name_suffix_code',
    'student_alias_first_name', 'student_alias_middle_name', 'student_alias_last_name',
    'student_birth_date', 'student_gender_code', 'student_birth_city',
    'student_birth_state_province_code', 'student_birth_country_code',
    'student_hispanic_ethnicity_indicator', 'student_ethnicity_missing_indicator',
    'student_race_1_code', 'student_race_2_code', 'student_race_3_code', 'student_race_4_code',
    'student_race_5_code', 'student_race_missing_indicator', 'residential_address_line_1',
    'residential_address_line_2', 'residential_address_city_name',
    'residential_address_state_province_code', 'residential_address_zip_code',
    'student_initial_us_school_enrollment_date_k_12',
    'enrolled_in_us_school_less_than_three_cumulative_years_indicator',
    'parent_guardian_1_highest_education_level_code', 'guardian_1_first_name',
    'guardian_1_last_name', 'guardian_2_first_name', 'guardian_2_last_name'] %}
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

    {{ odd_cells(reports_1, 'layout', key_1, columns_1) }}
    union all
    {{ odd_cells(reports_2, 'layout', key_2, columns_2) }}

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
