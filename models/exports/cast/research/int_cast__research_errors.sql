-- Grain: one row per error of CAST_RESEARCH: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{%- set columns_1 = ['county_code', 'district_code', 'district_name', 'school_code', 'school_name',
    'type_id', 'filler', 'test_year', 'test_type', 'test_id', 'student_group_id', 'grade',
    'total_students_enrolled', 'total_students_tested', 'total_students_tested_with_scores',
    'mean_scale_score', 'percentage_standard_exceeded', 'count_standard_exceeded',
    'percentage_standard_met', 'count_standard_met', 'percentage_standard_met_and_above',
    'count_standard_met_and_above', 'percentage_standard_nearly_met', 'count_standard_nearly_met',
    'percentage_standard_not_met', 'count_standard_not_met', 'overall_total',
    'life_sciences_domain_percent_below_standard', 'life_sciences_domain_count_below_standard',
    'life_sciences_domain_percent_near_standard', 'life_sciences_domain_count_near_standard',
    'life_sciences_domain_percent_above_standard', 'life_sciences_domain_count_above_standard',
    'life_sciences_domain_total', 'physical_sciences_domain_percent_below_standard',
    'physical_sciences_domain_count_below_standard',
    'physical_sciences_domain_percent_near_standard',
    'physical_sciences_domain_count_near_standard',
    'physical_sciences_domain_percent_above_standard',
    'physical_sciences_domain_count_above_standard', 'physical_sciences_domain_total',
    'earth_and_space_sciences_domain_percent_below_standard',
    'earth_and_space_sciences_domain_count_below_standard',
    'earth_and_space_sciences_domain_percent_near_standard',
    'earth_and_space_sciences_domain_count_near_standard',
    'earth_and_space_sciences_domain_percent_above_standard',
    'earth_and_space_sciences_domain_count_above_standard', 'earth_and_space_sciences_domain_total']
    %}
{%- set reports_1 = {'rpt_cast__research': 'cast_research'} %}
{%- set key_1 = ['county_code', 'district_code', 'school_code', 'student_group_id', 'grade'] %}
{%- set columns_2 = ['county_code', 'district_code', 'school_code', 'filler', 'test_year',
    'subgroup_id', 'test_type', 'total_tested_at_entity_level', 'total_tested_with_scores', 'grade',
    'test_id', 'caaspp_reported_enrollment', 'students_tested', 'mean_percent_correct',
    'percentage_preliminary_indicator_category_1', 'percentage_preliminary_indicator_category_2',
    'percentage_preliminary_indicator_category_3', 'students_with_scores'] %}
{%- set reports_2 = {'rpt_cast__research_v2018': 'cast_research'} %}
{%- set key_2 = ['county_code', 'district_code', 'school_code', 'subgroup_id', 'grade'] %}
{%- set columns_3 = ['county_code', 'district_code', 'school_code', 'filler', 'test_year',
    'demographic_id', 'test_type', 'total_number_tested_at_entity_level_and_demographic',
    'total_number_tested_at_this_demographic_with_valid_scores', 'grade', 'test_id',
    'cast_reported_enrollment', 'total_number_of_students_tested', 'mean_scale_score',
    'percentage_standard_exceeded', 'percentage_standard_met', 'percentage_standard_met_and_above',
    'percentage_standard_nearly_met', 'percentage_standard_not_met',
    'total_number_of_students_with_valid_scores', 'life_sciences_domain_percent_below_standard',
    'life_sciences_domain_percent_near_standard', 'life_sciences_domain_percent_above_standard',
    'physical_sciences_domain_percent_below_standard',
    'physical_sciences_domain_percent_near_standard',
    'physical_sciences_domain_percent_above_standard',
    'earth_and_space_sciences_domain_percent_below_standard',
    'earth_and_space_sciences_domain_percent_near_standard',
    'earth_and_space_sciences_domain_percent_above_standard'] %}
{%- set reports_3 = {'rpt_cast__research_v2019': 'cast_research'} %}
{%- set key_3 = ['county_code', 'district_code', 'school_code', 'demographic_id', 'grade'] %}
{%- set columns_4 = ['county_code', 'district_code', 'school_code', 'filler', 'test_year',
    'student_group_id', 'test_type', 'total_tested_at_reporting_level',
    'total_tested_with_scores_at_reporting_level', 'grade', 'test_id', 'students_enrolled',
    'students_tested', 'mean_scale_score', 'percentage_standard_exceeded',
    'percentage_standard_met', 'percentage_standard_met_and_above',
    'percentage_standard_nearly_met', 'percentage_standard_not_met', 'students_with_scores',
    'life_sciences_domain_percent_below_standard', 'life_sciences_domain_percent_near_standard',
    'life_sciences_domain_percent_above_standard',
    'physical_sciences_domain_percent_below_standard',
    'physical_sciences_domain_percent_near_standard',
    'physical_sciences_domain_percent_above_standard',
    'earth_and_space_sciences_domain_percent_below_standard',
    'earth_and_space_sciences_domain_percent_near_standard',
    'earth_and_space_sciences_domain_percent_above_standard', 'type_id'] %}
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

    {{ odd_cells(reports_1, 'layout', key_1, columns_1) }}
    union all
    {{ odd_cells(reports_2, 'layout', key_2, columns_2) }}
    union all
    {{ odd_cells(reports_3, 'layout', key_3, columns_3) }}
    union all
    {{ odd_cells(reports_4, 'layout', key_4, columns_4) }}

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
