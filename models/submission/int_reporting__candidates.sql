-- Grain: one row per export and candidate record: written, or excluded with a reason.
-- Written by scripts/generate.py from seeds/layouts/exports.csv; change the seed.

{#- Each model with the columns that it has under another name. -#}
{%- set models = {
    'int_calpads__senr_selection': {'row_key': 'record_key'},
    'int_calpads__sinf_selection': {'row_key': 'record_key'},
    'int_calpads__sprg_selection': {},
    'int_calpads__course_sections_selection': {},
    'int_calpads__student_sections_selection': {},
    'int_calpads__sdem_selection': {'row_key': 'record_key'},
    'int_calpads__sass_selection': {},
    'int_calpads__swav_selection': {'row_key': 'record_key'},
    'int_calpads__sdis_selection': {},
    'int_calpads__sela_selection': {},
    'int_calpads__sinc_selection': {},
    'int_calpads__sirs_selection': {},
    'int_calpads__soff_selection': {},
    'int_calpads__scte_selection': {},
    'int_calpads__stas_selection': {},
    'int_calpads__leap_selection': {},
    'int_casas__cls_selection': {'record_key': 'record_id', 'row_key': 'record_key'},
    'int_casas__dem_selection': {'record_key': 'record_id', 'row_key': 'record_key'},
    'int_casas__entr_selection': {'record_key': 'record_id', 'row_key': 'record_key'},
    'int_casas__att_selection': {'record_key': 'record_id', 'row_key': 'record_key'},
    'int_casas__scs_selection': {'record_key': 'record_id', 'row_key': 'record_key'},
    'int_casas__sps_selection': {'record_key': 'record_id', 'row_key': 'record_key'},
    'int_casas__updt_selection': {'record_key': 'record_id', 'row_key': 'record_key'},
    'int_cast__research_selection': {'row_key': 'record_key'},
    'int_cast__entities_selection': {'row_key': 'record_key'},
    'int_cast__student_groups_selection': {'row_key': 'record_key'},
} %}

with

final as (

    {%- for model, names in models.items() %}
    select
        export_name,
        {{ names.get('record_key', 'record_key') }} as record_key,
        {{ names.get('row_key', 'row_key') }} as row_key,
        subject_key,
        exclusion_reason
    from {{ ref(model) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
