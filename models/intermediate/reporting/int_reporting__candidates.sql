-- Grain: one row per export and candidate record: written, or excluded with a reason.

{%- set exports = {
    'senr_ssid': 'int_students__senr_ssid_candidates',
    'senr_fall': 'int_students__senr_fall_candidates',
    'senr_ongoing': 'int_students__senr_ongoing_candidates',
    'sprg': 'int_calpads__sprg_selection',
    'sinf': 'int_students__sinf_candidates',
    'cls': 'int_classes__cls_candidates',
    'dem': 'int_students__dem_candidates',
    'entr': 'int_classes__entr_candidates',
    'att': 'int_classes__att_candidates',
    'scs': 'int_classes__scs_candidates',
    'sps': 'int_programs__sps_candidates',
    'updt': 'int_programs__updt_candidates',
    'crse': 'int_calpads__course_sections_selection',
    'crsc': 'int_calpads__course_sections_selection',
    'scse': 'int_calpads__student_sections_selection',
    'scsc': 'int_calpads__student_sections_selection',
    'sdem': 'int_staff__sdem_candidates',
    'sass': 'int_staff__sass_candidates',
    'swav': 'int_programs__swav_candidates',
    'sdis': 'int_discipline__sdis_candidates',
    'cast_research': 'int_assessments__cast_research_candidates',
    'cast_entities': 'int_assessments__cast_entities_candidates',
    'cast_student_groups': 'int_assessments__cast_student_groups_candidates',
} %}

with

final as (

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
