-- Grain: one row per error of CRSE and CRSC: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'record_type_code': 4, 'transaction_type_code': 1, 'local_record_id': 255,
    'reporting_lea': 7, 'school_of_course_delivery': 7, 'academic_year_id': 9,
    'crs_state_course_code': 4, 'crs_local_course_id': 10, 'crs_course_name': 50,
    'filler_was_crs_course_content_code': 3,
    'filler_was_crs_nclb_core_course_instructional_level_code': 1,
    'crs_cte_postsecondary_articulated_course_indicator': 1, 'crs_uc_csu_approved_indicator': 1,
    'course_section_id': 10, 'academic_term_code': 2, 'seid': 10, 'local_staff_id': 10, 'class_id':
    20, 'course_section_instructional_level_code': 2, 'education_service_code': 1,
    'language_of_instruction_code': 2, 'instructional_strategy_code': 3,
    'independent_study_indicator': 1, 'distance_learning_indicator': 1, 'multiple_teacher_code': 1,
    'education_program_funding_source_code': 3, 'cte_course_section_provider_code': 1,
    'course_content_area_subcategory_code': 7,
    'crs_departmentalized_course_standards_grade_level_range_code': 3,
    'crs_content_standards_alignment_code': 1,
    'filler_was_charter_non_core_non_college_prep_course_indicator': 1,
    'ap_ib_course_code_cross_reference': 4, 'online_course_instruction_type_code': 1,
    'middle_school_core_setting_indicator': 1, 'local_assignment_option_code': 2,
    'high_quality_cte_course_indicator': 1} %}
{%- set required_1 = ['record_type_code', 'reporting_lea', 'school_of_course_delivery',
    'academic_year_id', 'crs_state_course_code', 'crs_local_course_id', 'crs_course_name',
    'crs_uc_csu_approved_indicator', 'course_section_id', 'academic_term_code', 'seid',
    'local_staff_id', 'class_id', 'independent_study_indicator', 'distance_learning_indicator',
    'crs_content_standards_alignment_code'] %}
{%- set reports_1 = {'rpt_calpads__crse': 'crse', 'rpt_calpads__crsc': 'crsc'} %}
{%- set key_1 = ['local_record_id', 'school_of_course_delivery', 'crs_local_course_id',
    'course_section_id', 'academic_term_code', 'seid'] %}

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}

),

rules as (

    select * from {{ ref('int_calpads__course_sections_rules') }}

),

file_errors as (

    select * from {{ ref('int_calpads__course_sections_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_calpads__crse as (

    select * from {{ ref('rpt_calpads__crse') }}

),

rpt_calpads__crsc as (

    select * from {{ ref('rpt_calpads__crsc') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('CRSE', 'CRSC')

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
