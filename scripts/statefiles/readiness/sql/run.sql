-- One row: what the report is about.
select
    coalesce(lea.org_name, 'LEA ' || options.lea_code, 'no LEA') as lea_name,
    options.lea_code,
    case when options.site = 'LEA' then 'all places' else coalesce(site.org_name, options.site) end
        as site_name,
    options.academic_year,
    cast(options.school_year - 2 as varchar) || '-' || cast(options.school_year - 1 as varchar)
        as last_year,
    options.census_date,
    options.as_of_date
from intermediate.run_options as options
left join marts.dim_schools as lea
    on
        lea.org_type in ('lea', 'county_office')
        and left(lea.cds_code, 7) = options.lea_code
left join marts.dim_schools as site on options.site = right(site.cds_code, 7)
order by
    lea.org_id,
    site.org_id
limit 1
