-- Grain: one row per organization: LEA, school, nonpublic school, adult school or adult site.

with

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

-- Mapping of CALPADS fields x.04 to x.06; the codes 0000001, 0000002 and 9999999 are the state's
-- special schools (CALPADS README, field types).
final as (

    select
        orgs.org_id,
        orgs.org_name,
        orgs.org_type,
        orgs.cds_code,
        parents.cds_code as parent_cds_code,
        case
            when orgs.reports_independently then right(orgs.cds_code, 7)
            when orgs.org_type in ('nonpublic_school', 'private_school')
                then left(parents.cds_code, 7)
            else left(orgs.cds_code, 7)
        end as reporting_lea,
        case orgs.org_type
            when 'nonpublic_school' then '0000001'
            when 'private_school' then '0000002'
            when 'lea' then left(orgs.cds_code, 7)
            when 'county_office' then left(orgs.cds_code, 7)
            else right(orgs.cds_code, 7)
        end as school_code,
        case
            when orgs.org_type = 'nonpublic_school'
                then coalesce(right(orgs.cds_code, 7), '9999999')
        end as nonpublic_school_code,
        orgs.charter_funding_code,
        -- Definition D17: the agency number of the place, else of its parent.
        coalesce(orgs.casas_agency_id, parents.casas_agency_id) as casas_agency_id,
        orgs.casas_site_id,
        coalesce(orgs.reports_independently, false) as reports_independently,
        coalesce(orgs.exclude_from_state_reporting, false) as is_excluded
    from orgs
    left join orgs as parents on orgs.parent_org_id = parents.org_id

)

select * from final
