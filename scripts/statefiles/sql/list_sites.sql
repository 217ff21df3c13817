-- One row per place of the raw tables: how --site names it, what it is, and whether its name does.
select
    coalesce(right(orgs.cds_code, 7), '') as site,
    coalesce(left(orgs.cds_code, 7), '') as lea_code,
    orgs.org_type as kind,
    orgs.org_name as name,
    case
        when orgs.cds_code is null then 'no code, not a site'
        when orgs.org_type in ('lea', 'county_office') then 'name or LEA code: all places'
        when known_values.given_value is null then 'name not unique: write the digits'
        else 'digits or name'
    end as write
from staging.stg_sis__orgs as orgs
left join intermediate.int_options__known_values as known_values
    on
        known_values.option_name = 'site'
        and lower(trim(orgs.org_name)) = known_values.given_value
order by
    orgs.org_type not in ('lea', 'county_office'),
    orgs.org_type,
    orgs.org_name,
    orgs.org_id
