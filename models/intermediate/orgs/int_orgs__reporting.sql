-- Grain: one row per organisation: how state files name it and whether this run covers it.

with

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of CALPADS fields x.04 to x.06; the codes 0000001, 0000002 and 9999999 are the state's
-- special schools (CALPADS README, field types).
named as (

    select
        orgs.org_id,
        orgs.org_name,
        orgs.org_type,
        orgs.cds_code,
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
        parents.cds_code as parent_cds_code,
        orgs.casas_site_id,
        coalesce(orgs.reports_independently, false) as reports_independently,
        coalesce(orgs.exclude_from_state_reporting, false) as is_excluded
    from orgs
    left join orgs as parents on orgs.parent_org_id = parents.org_id

),

final as (

    select
        named.org_id,
        named.org_name,
        named.org_type,
        named.cds_code,
        named.reporting_lea,
        named.school_code,
        named.nonpublic_school_code,
        named.charter_funding_code,
        named.casas_agency_id,
        named.casas_site_id,
        named.reports_independently,
        named.is_excluded,
        -- Definition D6: a school by its code, or every place of the reporting LEA.
        coalesce(
            case
                when options.site = 'LEA' then named.reporting_lea = options.lea_code
                else right(named.cds_code, 7) = options.site
            end,
            false
        ) as is_in_scope,
        -- Definition D17: the agency of the run; an adult school as site stands for its sites too.
        coalesce(
            named.casas_agency_id = options.agency
            and (
                options.adult_site is null
                or right(named.cds_code, 7) = options.adult_site
                or right(named.parent_cds_code, 7) = options.adult_site
            ),
            false
        ) as is_in_adult_scope
    from named
    cross join options

)

select * from final
