-- Places: the schools of the chosen districts with their pupil counts.
-- Reads pupil_counts (text, one row per published school) and the variables districts (chosen
-- ones, empty for all), students and published.

create macro whole(value) as
coalesce(try_cast(replace(value, ',', '') as integer), 0);

-- K and P schools open with transitional kindergarten; N/A stands for the whole span.
create macro grade_number(value, fallback) as
case
    when upper(value) in ('K', 'P') then 0
    when upper(value) = 'ADULT' then 13
    else coalesce(try_cast(value as integer) + 1, fallback)
end;

create table published as
select
    row_number() over (order by county_code, district_code, school_code) as base_no,
    dense_rank() over (order by county_code, district_code) as district_no,
    lpad(county_code, 2, '0') as county_code,
    lpad(district_code, 5, '0') as district_code,
    lpad(school_code, 7, '0') as school_code,
    county_name,
    district_name,
    school_name,
    coalesce(lower(educational_option), '') as educational_option,
    case
        when charter_funding ilike 'direct%' then 'DF'
        when charter_funding ilike 'local%' then 'LF'
    end as charter_funding_code,
    least(grade_number(low_grade, 0), grade_number(high_grade, 13)) as low_grade,
    greatest(grade_number(low_grade, 0), grade_number(high_grade, 13)) as high_grade,
    whole(enrollment) as enrollment,
    whole(english_learners) as english_learners,
    whole(foster) as foster,
    whole(homeless) as homeless,
    whole(migrant) as migrant
from pupil_counts
where
    len(getvariable('districts')) = 0
    or list_contains(getvariable('districts'), county_code || district_code);

-- A neighbor where transfer students live: a unified district of the county if there is one, no
-- county office (10...) and no charter. The demo knows one district only; Ceres is next to it.
set variable residence_district = coalesce((
    select county_code || district_code
    from pupil_counts
    where
        county_code = (select min(county_code) from published)
        and not list_contains(getvariable('districts'), county_code || district_code)
        and len(getvariable('districts')) > 0
        and district_code not like '10%' and charter_funding not ilike '%funded%'
    order by district_name ilike '%unified%' desc, district_code
    limit 1
), '5071043');

-- --students with a pupil-count file makes the published schools larger or smaller in proportion.
-- --students alone copies the demo district until the number is reached; the last copy is the
-- rest in proportion. Without --students everything is as published.
create table copies as
with
total as (
    select greatest(sum(enrollment), 1) as pupils from published
),

wanted as (
    select
        total.pupils,
        coalesce(getvariable('students'), total.pupils) as target,
        case
            when getvariable('published') then 1
            else ceil(coalesce(getvariable('students'), total.pupils) / total.pupils)
        end as many
    from total
)

select
    numbers.copy_no,
    wanted.pupils,
    case
        when getvariable('published') then wanted.target
        else least(wanted.pupils, wanted.target - numbers.copy_no * wanted.pupils)
    end as target
from wanted
cross join range(cast(wanted.many as bigint)) as numbers (copy_no);

-- The largest remainders get the pupils that rounding down left over.
create table schools as
with
scaled as (
    select
        published.*,
        copies.copy_no,
        copies.target,
        copies.target / copies.pupils as factor,
        floor(published.enrollment * copies.target / copies.pupils) as whole_part
    from published
    cross join copies
),

settled as (
    select
        *,
        cast(
            whole_part + cast((
                row_number() over (
                    partition by copy_no
                    order by enrollment * factor - whole_part desc, base_no
                ) <= target - sum(whole_part) over (partition by copy_no)
            ) as integer) as integer
        ) as pupils
    from scaled
)

select
    row_number() over (order by copy_no, base_no) as school_no,
    district_no,
    copy_no,
    copy_no * 10000 + district_no as cluster_no,
    county_code,
    district_code,
    county_code || district_code as lea_code,
    county_name,
    district_name,
    -- A nonpublic school is reported as 0000001 and has a made-up certification number here.
    school_code = '0000001' as is_nonpublic,
    case
        when school_code = '0000001' then lpad(cast(7000000 + copy_no * 10 + 1 as varchar), 7, '0')
        when copy_no = 0 then school_code
        else cast(9000000 + copy_no * 100 + base_no as varchar)
    end as school_code,
    case
        when copy_no = 0 then school_name
        else 'Sample School ' || copy_no || '-' || lpad(cast(base_no as varchar), 2, '0')
    end as school_name,
    charter_funding_code,
    educational_option not in ('', 'n/a', 'traditional') as is_option_school,
    -- The schools that may keep short-term enrollments (status 30).
    regexp_matches(educational_option, 'court|community|continuation|opportunity|hospital')
        as is_short_term_school,
    low_grade,
    high_grade,
    pupils,
    least(pupils, cast(round(english_learners * factor) as integer)) as english_learners,
    least(pupils, cast(round(foster * factor) as integer)) as foster,
    least(pupils, cast(round(homeless * factor) as integer)) as homeless,
    least(pupils, cast(round(migrant * factor) as integer)) as migrant
from settled;

alter table schools add column org_id varchar;
update schools set org_id = 'S' || lpad(cast(school_no as varchar), 5, '0');

-- Which schools of a cluster teach a grade; a pupil who outgrows one school is picked up by these.
create table grade_schools as
select
    schools.cluster_no,
    grades.grade_no,
    list(schools.school_no order by schools.school_no) as school_numbers
from schools
inner join grades
    on grades.grade_no between schools.low_grade and schools.high_grade
where
    not schools.is_option_school and not schools.is_nonpublic and schools.pupils > 0
    and schools.charter_funding_code is distinct from 'DF'
group by schools.cluster_no, grades.grade_no;
