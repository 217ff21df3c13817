-- Grain: one row per county-district-school code that an organization has.

with

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

-- The county of an entity is its own, else that of its parent (mapping of the entities file).
described as (

    select
        orgs.cds_code,
        orgs.org_id,
        orgs.org_name,
        coalesce(orgs.county_name, parents.county_name) as county_name,
        orgs.zip_code,
        case
            when upper(orgs.charter_funding_code) in ('DF', 'LF')
                then upper(orgs.charter_funding_code)
        end as charter_funding_code,
        case when parents.org_type in ('lea', 'county_office') then parents.org_name end
            as parent_lea_name
    from orgs
    left join orgs as parents on orgs.parent_org_id = parents.org_id
    where orgs.cds_code is not null

),

-- Two organizations may share a code: if one of them is direct funded (DF), the code is; of the
-- others the lowest key has the code.
ranked as (

    select
        *,
        min(charter_funding_code) over (partition by cds_code) as shared_funding_code,
        row_number() over (
            partition by cds_code
            order by charter_funding_code nulls last, org_id
        ) as code_rank
    from described

),

final as (

    select
        cds_code,
        right(cds_code, 7) as school_code,
        shared_funding_code as charter_funding_code,
        org_name as entity_name,
        parent_lea_name,
        county_name,
        zip_code
    from ranked
    where code_rank = 1

)

select * from final
