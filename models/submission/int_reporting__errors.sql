-- Grain: one row per export and error of a record: what the receivers refuse.
-- Written by scripts/generate.py from seeds/layouts/exports.csv; change the seed.

with

final as (
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__senr_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sinf_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sprg_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__course_sections_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__student_sections_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sdem_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sass_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__swav_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sdis_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sela_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sinc_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__sirs_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__soff_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_calpads__scte_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_casas__cls_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_casas__dem_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_casas__entr_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_casas__att_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_casas__scs_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_casas__sps_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_casas__updt_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_cast__research_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_cast__entities_errors') }}
    union all
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref('int_cast__student_groups_errors') }}
)

select * from final
