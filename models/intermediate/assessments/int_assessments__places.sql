-- Grain: one row per county-district-school code that an organisation has.

with

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

-- The county of a place is its own, else that of its parent (mapping of the entities file).
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

-- Two organisations may share a code: if one of them is direct funded (DF), the code is; of the
-- others the lowest key speaks for the place.
ranked as (

    select
        *,
        min(charter_funding_code) over (partition by cds_code) as charter_funding_code_of_place,
        row_number() over (
            partition by cds_code
            order by charter_funding_code nulls last, org_id
        ) as place_rank
    from described

),

final as (

    select
        cds_code,
        right(cds_code, 7) as school_code,
        charter_funding_code_of_place as charter_funding_code,
        org_name as place_name,
        parent_lea_name,
        county_name,
        zip_code
    from ranked
    where place_rank = 1

)

select * from final
