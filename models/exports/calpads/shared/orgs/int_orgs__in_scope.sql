-- Grain: one row per organization: how state files name it and whether this run covers it.

with

schools as (

    select * from {{ ref('dim_schools') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        schools.org_id,
        schools.org_name,
        schools.org_type,
        schools.cds_code,
        schools.reporting_lea,
        schools.school_code,
        schools.nonpublic_school_code,
        schools.charter_funding_code,
        schools.casas_agency_id,
        schools.casas_site_id,
        schools.reports_independently,
        schools.is_excluded,
        -- Definition D6: a school by its code, or every place of the reporting LEA.
        coalesce(
            case
                when options.site = 'LEA' then schools.reporting_lea = options.lea_code
                else right(schools.cds_code, 7) = options.site
            end,
            false
        ) as is_in_scope,
        -- Definition D17: the agency of the run; an adult school as site stands for its sites too.
        coalesce(
            schools.casas_agency_id = options.agency
            and (
                options.adult_site is null
                or right(schools.cds_code, 7) = options.adult_site
                or right(schools.parent_cds_code, 7) = options.adult_site
            ),
            false
        ) as is_in_adult_scope
    from schools
    cross join options

)

select * from final
