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
    'crse': 'int_courses__crse_candidates',
    'crsc': 'int_courses__crsc_candidates',
    'scse': 'int_courses__scse_candidates',
    'scsc': 'int_courses__scsc_candidates',
    'sdem': 'int_staff__sdem_candidates',
    'sass': 'int_staff__sass_candidates',
    'swav': 'int_programs__swav_candidates',
    'sdis': 'int_discipline__sdis_candidates',
    'cast_research': 'int_cast__research_selection',
    'cast_entities': 'int_cast__entities_selection',
    'cast_student_groups': 'int_cast__student_groups_selection',
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
