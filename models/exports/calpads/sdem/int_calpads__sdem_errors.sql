-- Grain: one row per error of SDEM: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'effective_start_date': 8, 'effective_end_date': 8, 'reporting_lea': 7, 'academic_year_id': 9,
    'seid': 10, 'local_staff_id': 10, 'staff_legal_first_name': 30, 'staff_legal_middle_name': 30,
    'staff_legal_last_name': 50, 'staff_alias_first_name': 30, 'staff_alias_middle_name': 30,
    'staff_alias_last_name': 50, 'staff_birth_date': 8, 'staff_gender_code': 1,
    'staff_hispanic_ethnicity_indicator': 1, 'staff_ethnicity_missing_indicator': 1,
    'staff_race_1_code': 3, 'staff_race_2_code': 3, 'staff_race_3_code': 3, 'staff_race_4_code': 3,
    'staff_race_5_code': 3, 'staff_race_missing_indicator': 1, 'staff_highest_degree_code': 1,
    'staff_employment_status_code': 1, 'staff_employment_start_date': 8,
    'staff_employment_end_date': 8, 'staff_service_years_lea': 2, 'staff_service_years_total': 2} %}
{%- set required_1 = ['record_type_code', 'effective_start_date', 'reporting_lea',
    'academic_year_id', 'seid', 'local_staff_id', 'staff_legal_first_name', 'staff_legal_last_name',
    'staff_birth_date', 'staff_gender_code', 'staff_highest_degree_code',
    'staff_employment_start_date', 'staff_service_years_lea', 'staff_service_years_total'] %}
{%- set reports_1 = {'rpt_calpads__sdem': 'sdem'} %}
{%- set key_1 = ['local_record_id', 'reporting_lea'] %}

with

records as (

    select * from {{ ref('int_calpads__sdem_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdem_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sdem_rules') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_staff_answers') }}

),

rpt_calpads__sdem as (

    select * from {{ ref('rpt_calpads__sdem') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SDEM')

),

cells as (

    {{ odd_cells(reports_1, 'layout', key_1, columns_1, required_1) }}

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout') }}
    union all
    {{ code_errors('records', 'selection') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout') }}
    union all
    {{ layout_errors('cells', 'layout') }}
    union all
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'staff') }}

)

select * from final
