-- The districts and the table orgs; the adult school of each district is made up.

create table districts as
select
    district_no,
    lea_code,
    any_value(county_name) as county_name,
    any_value(district_name) as district_name,
    'LEA' || district_no as org_id,
    'A' || district_no as adult_org_id,
    '9' || lpad(cast(district_no as varchar), 3, '0') as casas_agency_id,
    lpad(cast(95000 + draw(district_no, 11, 900) as varchar), 5, '0') as zip_code,
    sum(pupils) as pupils
from schools
group by district_no, lea_code;

create table made.orgs as
select
    org_id, cast(null as varchar) as parent_org_id, 'lea' as org_type,
    district_name as org_name, lea_code || '0000000' as cds_code,
    false as reports_independently, cast(null as varchar) as charter_funding_code,
    false as hourly_attendance, cast(null as boolean) as period_attendance,
    cast(null as varchar) as casas_agency_id, cast(null as varchar) as casas_site_id,
    county_name, zip_code
from districts
union all
select
    schools.org_id, districts.org_id,
    case when schools.is_nonpublic then 'nonpublic_school' else 'school' end,
    schools.school_name, schools.lea_code || schools.school_code,
    coalesce(schools.charter_funding_code = 'DF', false), schools.charter_funding_code,
    schools.is_short_term_school, schools.high_grade >= 8,
    null, null, null, districts.zip_code
from schools
inner join districts on schools.district_no = districts.district_no
union all
-- The adult school and its two sites are made up.
select
    adult_org_id, org_id, 'adult_school', 'Sample Adult School',
    lea_code || cast(9900000 + district_no * 10 as varchar),
    false, null, true, null, casas_agency_id, null, county_name, zip_code
from districts
union all
select
    districts.adult_org_id || '-' || sites.site_id, districts.adult_org_id, 'adult_site',
    'Sample Adult School ' || sites.name,
    districts.lea_code || cast(9900000 + districts.district_no * 10 + sites.site_no as varchar),
    false, null, true, null, null, sites.site_id, null, districts.zip_code
from districts
cross join
    (values (1, '01', 'Main Campus'), (2, '02', 'Library')) as sites (site_no, site_id, name);
