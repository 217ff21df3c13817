-- Grain: one row per error of CAST_RESEARCH: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = {'county_code': None, 'district_code': None, 'district_name': None,
    'school_code': None, 'school_name': None, 'type_id': None, 'filler': None, 'test_year': None,
    'test_type': None, 'test_id': None, 'student_group_id': None, 'grade': None,
    'total_students_enrolled': None, 'total_students_tested': None,
    'total_students_tested_with_scores': None, 'mean_scale_score': None,
    'percentage_standard_exceeded': None, 'count_standard_exceeded': None,
    'percentage_standard_met': None, 'count_standard_met': None,
    'percentage_standard_met_and_above': None, 'count_standard_met_and_above': None,
    'percentage_standard_nearly_met': None, 'count_standard_nearly_met': None,
    'percentage_standard_not_met': None, 'count_standard_not_met': None, 'overall_total': None,
    'life_sciences_domain_percent_below_standard': None,
    'life_sciences_domain_count_below_standard': None, 'life_sciences_domain_percent_near_standard':
    None, 'life_sciences_domain_count_near_standard': None,
    'life_sciences_domain_percent_above_standard': None,
    'life_sciences_domain_count_above_standard': None, 'life_sciences_domain_total': None,
    'physical_sciences_domain_percent_below_standard': None,
    'physical_sciences_domain_count_below_standard': None,
    'physical_sciences_domain_percent_near_standard': None,
    'physical_sciences_domain_count_near_standard': None,
    'physical_sciences_domain_percent_above_standard': None,
    'physical_sciences_domain_count_above_standard': None, 'physical_sciences_domain_total': None,
    'earth_and_space_sciences_domain_percent_below_standard': None,
    'earth_and_space_sciences_domain_count_below_standard': None,
    'earth_and_space_sciences_domain_percent_near_standard': None,
    'earth_and_space_sciences_domain_count_near_standard': None,
    'earth_and_space_sciences_domain_percent_above_standard': None,
    'earth_and_space_sciences_domain_count_above_standard': None,
    'earth_and_space_sciences_domain_total': None} %}
{%- set required_1 = ['county_code', 'district_code', 'school_code', 'type_id', 'test_year',
    'test_type', 'test_id', 'student_group_id', 'grade'] %}
{%- set reports_1 = {'rpt_cast__research': 'cast_research'} %}
{%- set key_1 = ['county_code', 'district_code', 'school_code', 'student_group_id', 'grade'] %}
{%- set columns_2 = {'county_code': 2, 'district_code': 5, 'school_code': 7, 'filler': 4,
    'test_year': 4, 'subgroup_id': 3, 'test_type': 1, 'total_tested_at_entity_level': 7,
    'total_tested_with_scores': 7, 'grade': 2, 'test_id': 2, 'caaspp_reported_enrollment': 7,
    'students_tested': 7, 'mean_percent_correct': 6, 'percentage_preliminary_indicator_category_1':
    6, 'percentage_preliminary_indicator_category_2': 6,
    'percentage_preliminary_indicator_category_3': 6, 'students_with_scores': 7} %}
{%- set required_2 = ['county_code', 'district_code', 'school_code', 'test_year', 'subgroup_id',
    'test_type', 'grade', 'test_id'] %}
{%- set reports_2 = {'rpt_cast__research_v2018': 'cast_research'} %}
{%- set key_2 = ['county_code', 'district_code', 'school_code', 'subgroup_id', 'grade'] %}
{%- set columns_3 = {'county_code': 2, 'district_code': 5, 'school_code': 7, 'filler': 4,
    'test_year': 4, 'demographic_id': 3, 'test_type': 1,
    'total_number_tested_at_entity_level_and_demographic': 7,
    'total_number_tested_at_this_demographic_with_valid_scores': 7, 'grade': 2, 'test_id': 2,
    'cast_reported_enrollment': 7, 'total_number_of_students_tested': 7, 'mean_scale_score': 6,
    'percentage_standard_exceeded': 6, 'percentage_standard_met': 6,
    'percentage_standard_met_and_above': 6, 'percentage_standard_nearly_met': 6,
    'percentage_standard_not_met': 6, 'total_number_of_students_with_valid_scores': 7,
    'life_sciences_domain_percent_below_standard': 6, 'life_sciences_domain_percent_near_standard':
    6, 'life_sciences_domain_percent_above_standard': 6,
    'physical_sciences_domain_percent_below_standard': 6,
    'physical_sciences_domain_percent_near_standard': 6,
    'physical_sciences_domain_percent_above_standard': 6,
    'earth_and_space_sciences_domain_percent_below_standard': 6,
    'earth_and_space_sciences_domain_percent_near_standard': 6,
    'earth_and_space_sciences_domain_percent_above_standard': 6} %}
{%- set required_3 = ['county_code', 'district_code', 'school_code', 'test_year', 'demographic_id',
    'test_type', 'grade', 'test_id'] %}
{%- set reports_3 = {'rpt_cast__research_v2019': 'cast_research'} %}
{%- set key_3 = ['county_code', 'district_code', 'school_code', 'demographic_id', 'grade'] %}
{%- set columns_4 = {'county_code': 2, 'district_code': 5, 'school_code': 7, 'filler': 4,
    'test_year': 4, 'student_group_id': 3, 'test_type': 1, 'total_tested_at_reporting_level': 7,
    'total_tested_with_scores_at_reporting_level': 7, 'grade': 2, 'test_id': 2, 'students_enrolled':
    7, 'students_tested': 7, 'mean_scale_score': 6, 'percentage_standard_exceeded': 6,
    'percentage_standard_met': 6, 'percentage_standard_met_and_above': 6,
    'percentage_standard_nearly_met': 6, 'percentage_standard_not_met': 6, 'students_with_scores':
    7, 'life_sciences_domain_percent_below_standard': 6,
    'life_sciences_domain_percent_near_standard': 6, 'life_sciences_domain_percent_above_standard':
    6, 'physical_sciences_domain_percent_below_standard': 6,
    'physical_sciences_domain_percent_near_standard': 6,
    'physical_sciences_domain_percent_above_standard': 6,
    'earth_and_space_sciences_domain_percent_below_standard': 6,
    'earth_and_space_sciences_domain_percent_near_standard': 6,
    'earth_and_space_sciences_domain_percent_above_standard': 6, 'type_id': 2} %}
{%- set required_4 = ['county_code', 'district_code', 'school_code', 'test_year',
    'student_group_id', 'test_type', 'grade', 'test_id', 'type_id'] %}
{%- set reports_4 = {'rpt_cast__research_v2021': 'cast_research'} %}
{%- set key_4 = ['county_code', 'district_code', 'school_code', 'student_group_id', 'grade'] %}

with

records as (

    select * from {{ ref('int_cast__research_records') }}

),

selection as (

    select * from {{ ref('int_cast__research_selection') }}

),

rules as (

    select * from {{ ref('int_cast__research_rules') }}

),

file_errors as (

    select * from {{ ref('int_cast__research_file_errors') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_cast__research as (

    select * from {{ ref('rpt_cast__research') }}

),

rpt_cast__research_v2018 as (

    select * from {{ ref('rpt_cast__research_v2018') }}

),

rpt_cast__research_v2019 as (

    select * from {{ ref('rpt_cast__research_v2019') }}

),

rpt_cast__research_v2021 as (

    select * from {{ ref('rpt_cast__research_v2021') }}

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('CAST_RESEARCH')

),

cells as (

    {{ odd_cells(reports_1, 'layout', key_1, columns_1, required_1) }}
    union all
    {{ odd_cells(reports_2, 'layout', key_2, columns_2, required_2) }}
    union all
    {{ odd_cells(reports_3, 'layout', key_3, columns_3, required_3) }}
    union all
    {{ odd_cells(reports_4, 'layout', key_4, columns_4, required_4) }}

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
    select * from file_errors

)

select * from final
