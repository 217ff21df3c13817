-- Grain: one row per value that an option may name in the raw tables, in lower case.

with

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'course_group'

),

updates as (

    select * from {{ ref('stg_sis__adult_program_updates') }}

),

-- What a place is called on the command line; the LEA stands for all its places.
places as (

    select
        lower(trim(org_name)) as org_name,
        right(cds_code, 7) as place_code,
        left(cds_code, 7) as lea_code,
        org_type in ('lea', 'county_office') as is_lea
    from orgs
    where cds_code is not null

),

-- A name that two places bear names neither.
names as (

    select
        org_name,
        min(place_code) as place_code,
        min(lea_code) as lea_code,
        bool_or(is_lea) as is_lea
    from places
    where org_name is not null
    group by org_name
    having count(*) = 1

),

-- The digits of a school go before the code of an LEA, and both before a name.
site_values as (

    select
        place_code as given_value,
        place_code as site,
        cast(null as string) as lea_code,
        1 as place
    from places
    union
    select
        lea_code as given_value,
        'LEA' as site,
        lea_code,
        2 as place
    from places
    where is_lea
    union
    select
        org_name as given_value,
        case when is_lea then 'LEA' else place_code end as site,
        case when is_lea then lea_code end as lea_code,
        3 as place
    from names
    union
    select
        'lea' as given_value,
        'LEA' as site,
        cast(null as string) as lea_code,
        0 as place

),

final as (

    select
        'site' as option_name,
        given_value,
        min_by(site, place) as option_value,
        -- Of the value that goes first, which may have none.
        case when min(place) = min(place) filter (where lea_code is not null) then min(lea_code) end
            as lea_code
    from site_values
    group by given_value
    union all
    select
        'lea_code' as option_name,
        left(cds_code, 7) as given_value,
        left(cds_code, 7) as option_value,
        cast(null as string) as lea_code
    from orgs
    where cds_code is not null
    group by left(cds_code, 7)
    union all
    select
        'agency' as option_name,
        lower(casas_agency_id) as given_value,
        casas_agency_id as option_value,
        cast(null as string) as lea_code
    from orgs
    where casas_agency_id is not null
    group by casas_agency_id
    union all
    -- Definition D18: a class is of its groups, an update of its program.
    select
        'course_group' as option_name,
        course_group as given_value,
        course_group as option_value,
        cast(null as string) as lea_code
    from (
        select lower(group_code) as course_group
        from class_groups
        where group_code is not null
        union
        select lower(program_code) as course_group
        from updates
        where program_code is not null
    ) as course_groups

)

select * from final
