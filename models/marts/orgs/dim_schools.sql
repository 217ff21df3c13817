-- Grain: one row per organisation: LEA, school, nonpublic school, adult school or adult site.

with

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

final as (

    select
        org_id,
        org_name,
        org_type,
        cds_code,
        reporting_lea,
        school_code,
        nonpublic_school_code,
        charter_funding_code,
        casas_agency_id,
        casas_site_id,
        reports_independently,
        is_excluded,
        is_in_scope
    from orgs

)

select * from final
