-- One row per agency that sends files of its own, and once the collections that one file covers:
-- the option that names the agency, its value, and its name.
with

senders as (

    select distinct
        'calpads' as collection,
        -- A charter that reports by itself is the place of its code.
        case when reporting_lea = left(cds_code, 7) then 'lea_code' else 'site' end as option_name,
        reporting_lea as code
    from marts.dim_schools
    where reporting_lea is not null and school_code is not null and not is_excluded
    union
    select distinct
        'casas',
        'agency',
        casas_agency_id
    from marts.dim_schools
    where casas_agency_id is not null
    union
    select distinct
        collection,
        '',
        ''
    from reference.exports
    where collection not in ('calpads', 'casas')

),

named as (

    select
        case when org_type = 'adult_school' then casas_agency_id else reporting_lea end as code,
        arg_min(org_name, org_type not in ('lea', 'county_office', 'adult_school')) as agency_name
    from marts.dim_schools
    group by all

)

select
    senders.collection,
    senders.option_name,
    senders.code,
    coalesce(named.agency_name, '') as agency_name
from senders
left join named on senders.code = named.code
order by senders.code, senders.collection
