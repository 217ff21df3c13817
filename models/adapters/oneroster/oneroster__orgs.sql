-- Grain: one row per organization of orgs.csv that a file can name: districts and schools, and
-- kinds that the contract does not know, which the findings then name.

with

orgs as (

    select * from {{ source('oneroster', 'orgs') }}

),

-- OneRoster CSV, OrgType: states and nations are above an LEA, departments are parts of a school.
places as (

    select * from orgs
    where coalesce(type, '') not in ('department', 'state', 'national')

),

final as (

    select
        places.sourcedid as org_id,
        parents.sourcedid as parent_org_id,
        case places.type
            when 'district' then 'lea'
            else places.type
        end as org_type,
        places.name as org_name,
        places.identifier as cds_code,
        case
            when places.status = 'tobedeleted' then 'true'
        end as is_deleted,
        places.datelastmodified as updated_at
    from places
    left join places as parents on places.parentsourcedid = parents.sourcedid

)

select * from final
