-- Grain: one row per problem: what is wrong, where, how bad, and who corrects it and how.

with

findings as (

    select * from {{ ref('int_reporting__findings') }}

),

records as (

    select * from {{ ref('int_reporting__records') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}

),

exports as (

    select * from {{ ref('exports') }}

),

-- A place of a state file is named by the seven digits of its code, of an adult file by its site.
places as (

    select
        'calpads' as collection,
        school_code as place_code,
        min(org_id) as org_id,
        min_by(org_name, org_id) as org_name
    from {{ ref('dim_schools') }}
    where school_code is not null
    group by school_code
    union all
    select
        'casas' as collection,
        casas_site_id as place_code,
        min(org_id) as org_id,
        min_by(org_name, org_id) as org_name
    from {{ ref('dim_schools') }}
    where casas_site_id is not null
    group by casas_site_id

),

final as (

    select
        findings.export_name,
        findings.record_key,
        findings.rule_id,
        findings.severity,
        findings.column_name,
        findings.value,
        findings.message,
        findings.fixed_by,
        records.school_code,
        places.org_id,
        places.org_name,
        records.local_id,
        layout.field_number,
        layout.code_set
    from findings
    left join exports on findings.export_name = exports.export_name
    left join records
        on
            findings.export_name = records.export_name
            and findings.record_key = records.record_key
    left join places
        on
            exports.collection = places.collection
            and records.school_code = places.place_code
    left join layout
        on
            findings.export_name = layout.export_name
            and findings.column_name = layout.column_name

)

select * from final
