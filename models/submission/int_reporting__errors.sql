-- Grain: one row per export and error of a record: what the receivers refuse.
-- Written by scripts/generate.py from seeds/layouts/exports.csv; change the seed.

{#- Each model with the columns that it has under another name. -#}
{%- set models = {
    'int_calpads__senr_errors': {},
    'int_calpads__sinf_errors': {},
    'int_calpads__sprg_errors': {},
    'int_calpads__course_sections_errors': {},
    'int_calpads__student_sections_errors': {},
    'int_calpads__sdem_errors': {},
    'int_calpads__sass_errors': {},
    'int_calpads__swav_errors': {},
    'int_calpads__sdis_errors': {},
    'int_calpads__sela_errors': {},
    'int_calpads__sinc_errors': {},
    'int_calpads__sirs_errors': {},
    'int_calpads__soff_errors': {},
    'int_calpads__scte_errors': {},
    'int_calpads__stas_errors': {},
    'int_calpads__leap_errors': {},
    'int_casas__cls_errors': {},
    'int_casas__dem_errors': {},
    'int_casas__entr_errors': {},
    'int_casas__att_errors': {},
    'int_casas__scs_errors': {},
    'int_casas__sps_errors': {},
    'int_casas__updt_errors': {},
    'int_cast__research_errors': {},
    'int_cast__entities_errors': {},
    'int_cast__student_groups_errors': {},
} %}

with

final as (

    {%- for model, names in models.items() %}
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref(model) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
