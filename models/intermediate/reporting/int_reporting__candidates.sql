-- Grain: one row per export and candidate record: written, or excluded with a reason.

{#- Selections of files with several exports have them by name. -#}
{%- set selections = ['int_calpads__senr_selection'] %}
{%- set exports = {
    'sprg': 'int_calpads__sprg_selection',
    'sinf': 'int_calpads__sinf_selection',
    'crse': 'int_calpads__course_sections_selection',
    'crsc': 'int_calpads__course_sections_selection',
    'scse': 'int_calpads__student_sections_selection',
    'scsc': 'int_calpads__student_sections_selection',
    'sdem': 'int_calpads__sdem_selection',
    'sass': 'int_calpads__sass_selection',
    'swav': 'int_calpads__swav_selection',
    'sdis': 'int_calpads__sdis_selection',
    'cls': 'int_casas__cls_selection',
    'dem': 'int_casas__dem_selection',
    'entr': 'int_casas__entr_selection',
    'att': 'int_casas__att_selection',
    'scs': 'int_casas__scs_selection',
    'sps': 'int_casas__sps_selection',
    'updt': 'int_casas__updt_selection',
    'cast_research': 'int_cast__research_selection',
    'cast_entities': 'int_cast__entities_selection',
    'cast_student_groups': 'int_cast__student_groups_selection',
} %}

with

final as (

    {%- for selection in selections %}
    select
        export_name,
        record_key,
        subject_key,
        exclusion_reason
    from {{ ref(selection) }}
    union all
    {%- endfor %}
    {%- for export_name, candidates in exports.items() %}
    select
        '{{ export_name }}' as export_name,
        record_key,
        subject_key,
        exclusion_reason
    from {{ ref(candidates) }}
    {%- if candidates.endswith('_selection') %}
    where export_name = '{{ export_name }}'
    {%- endif %}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
