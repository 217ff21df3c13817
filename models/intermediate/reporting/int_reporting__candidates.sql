-- Grain: one row per export and candidate record: written, or excluded with a reason.

{%- set exports = {
    'senr_ssid': 'int_students__senr_ssid_candidates',
    'senr_fall': 'int_students__senr_fall_candidates',
    'senr_ongoing': 'int_students__senr_ongoing_candidates',
    'sprg': 'int_calpads__sprg_selection',
    'sinf': 'int_students__sinf_candidates',
    'cls': 'int_casas__cls_selection',
    'dem': 'int_casas__dem_selection',
    'entr': 'int_casas__entr_selection',
    'att': 'int_casas__att_selection',
    'scs': 'int_casas__scs_selection',
    'sps': 'int_casas__sps_selection',
    'updt': 'int_casas__updt_selection',
    'crse': 'int_courses__crse_candidates',
    'crsc': 'int_courses__crsc_candidates',
    'scse': 'int_courses__scse_candidates',
    'scsc': 'int_courses__scsc_candidates',
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
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
