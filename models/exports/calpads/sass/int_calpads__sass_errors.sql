-- Grain: one row per error of SASS: a rule, code, width or character that the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_assignment': 7, 'academic_year_id': 9, 'seid': 10,
    'local_staff_id': 10, 'staff_legal_first_name': 30, 'staff_legal_last_name': 50,
    'staff_birth_date': 8, 'staff_gender_code': 1, 'staff_job_classification_code': 2,
    'staff_job_classification_fte_percentage': 5, 'non_classroom_based_job_assignment_code_1': 4,
    'non_classroom_based_job_assignment_code_2': 4, 'non_classroom_based_job_assignment_code_3': 4,
    'non_classroom_based_job_assignment_code_4': 4, 'non_classroom_based_job_assignment_code_5': 4,
    'non_classroom_based_job_assignment_code_6': 4, 'non_classroom_based_job_assignment_code_7': 4}
    %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_assignment',
    'academic_year_id', 'seid', 'local_staff_id', 'staff_legal_first_name', 'staff_legal_last_name',
    'staff_birth_date', 'staff_gender_code', 'staff_job_classification_code',
    'staff_job_classification_fte_percentage'] %}
{%- set reports_1 = {'rpt_calpads__sass': 'sass'} %}
{%- set key_1 = ['local_record_id', 'school_of_assignment', 'seid', 'staff_job_classification_code']
    %}

with

records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sass_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__sass_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__sass_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

answers as (

    select * from {{ ref('int_calpads__state_staff_answers') }}

),

rpt_calpads__sass as (

    select * from {{ ref('rpt_calpads__sass') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('SASS')

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
    {{ state_errors('answers', 'records', 'selection', 'catalog', 'layout', 'staff') }}
    union all
    select * from file_errors

)

select * from final
