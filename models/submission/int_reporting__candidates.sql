-- Grain: one row per export and candidate record: written, or excluded with a reason.
-- Written by scripts/generate.py from seeds/layouts/exports.csv; change the seed.

with

final as (
    select
        export_name,
        record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__senr_selection') }}
    union all
    select
        export_name,
        record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sinf_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sprg_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__course_sections_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__student_sections_selection') }}
    union all
    select
        export_name,
        record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sdem_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sass_selection') }}
    union all
    select
        export_name,
        record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__swav_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sdis_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sela_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sinc_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__sirs_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__soff_selection') }}
    union all
    select
        export_name,
        record_key,
        row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_calpads__scte_selection') }}
    union all
    select
        export_name,
        record_id as record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_casas__cls_selection') }}
    union all
    select
        export_name,
        record_id as record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_casas__dem_selection') }}
    union all
    select
        export_name,
        record_id as record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_casas__entr_selection') }}
    union all
    select
        export_name,
        record_id as record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_casas__att_selection') }}
    union all
    select
        export_name,
        record_id as record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_casas__scs_selection') }}
    union all
    select
        export_name,
        record_id as record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_casas__sps_selection') }}
    union all
    select
        export_name,
        record_id as record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_casas__updt_selection') }}
    union all
    select
        export_name,
        record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_cast__research_selection') }}
    union all
    select
        export_name,
        record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_cast__entities_selection') }}
    union all
    select
        export_name,
        record_key,
        record_key as row_key,
        subject_key,
        exclusion_reason
    from {{ ref('int_cast__student_groups_selection') }}
)

select * from final
