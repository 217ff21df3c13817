-- Grain: one row per organization of orgs.csv but departments, which are parts of a school.

with

orgs as (

    select * from {{ source('sds', 'orgs') }}

),

places as (

    select * from orgs
    where coalesce(type, '') <> 'department'

),

-- SDS has no number of the state; a key of 14 digits is the CDS code.
final as (

    select
        places.sourcedid as org_id,
        parents.sourcedid as parent_org_id,
        case places.type
            when 'district' then 'lea'
            else places.type
        end as org_type,
        places.name as org_name,
        case
            when {{ matches_pattern('places.sourcedid', '[0-9]{14}') }} then places.sourcedid
        end as cds_code
    from places
    left join places as parents on places.parentsourcedid = parents.sourcedid

)

select * from final
