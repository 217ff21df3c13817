-- Grain: one row per error of SPRG: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_attendance': 7, 'academic_year_id': 9, 'ssid': 10,
    'local_student_id': 15, 'student_legal_first_name': 30, 'student_legal_last_name': 50,
    'student_birth_date': 8, 'student_gender_code': 1, 'education_program_code': 3,
    'education_program_membership_code': 1, 'education_program_membership_start_date': 8,
    'education_program_membership_end_date': 8, 'education_service_academic_year': 9,
    'education_service_code': 2, 'california_partnership_academy_id': 5, 'migrant_student_id': 11,
    'filler_was_primary_disability_code': 3,
    'filler_was_district_of_special_education_accountability': 7, 'homeless_dwelling_type_code': 3,
    'unaccompanied_youth_indicator': 1, 'filler_was_runaway_youth_indicator': 1, 'filler': None} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_attendance',
    'academic_year_id', 'ssid', 'local_student_id', 'student_legal_first_name',
    'student_legal_last_name', 'student_birth_date', 'student_gender_code',
    'education_program_code', 'education_program_membership_code',
    'education_program_membership_start_date'] %}
{%- set reports_1 = {'rpt_calpads__sprg': 'sprg'} %}
{%- set key_1 = ['local_record_id', 'school_of_attendance', 'ssid', 'education_program_code',
    'education_program_membership_start_date', 'education_service_academic_year',
    'education_service_code'] %}

with

records as (

    select * from {{ ref('int_calpads__sprg_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sprg_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sprg_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sprg_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_answers') }}

),

rpt_calpads__sprg as (

    select * from {{ ref('rpt_calpads__sprg') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SPRG')

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
    {{ codes_left_out('records', 'unmapped_program', 'education_program_code') }}
    union all
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'student') }}
    union all
    select * from file_errors

)

select * from final
