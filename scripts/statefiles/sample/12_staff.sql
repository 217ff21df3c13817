-- The tables section_staff, staff and staff_assignments, from the posts.

create table made.section_staff as
select
    'X' || lpad(cast(teaching.class_no as varchar), 7, '0') as section_id,
    'T' || lpad(cast(posts.staff_no as varchar), 7, '0') as staff_id,
    teaching.start_date,
    teaching.end_date,
    teaching.is_primary
from teaching
inner join posts on teaching.school_no = posts.school_no and teaching.post = posts.post;

create table made.staff as
with
keyed as (
    select
        *,
        50000000 + staff_no as key,
        draw(50000000 + staff_no, 801, 2) = 0 as is_man,
        date '1959-01-01' + cast(draw(50000000 + staff_no, 808, 15000) as integer) as birth_date
    from posts
),

-- Nobody was hired before the age of 22.
hired as (
    select *, least(draw(key, 816, 22), 2023 - year(birth_date) - 22) as years_before from keyed
)

select
    'T' || lpad(cast(staff_no as varchar), 7, '0') as staff_id,
    lpad(cast(staff_no * 13 + 88 as varchar), 9, '0') as local_staff_id,
    -- The office manager has no educator number: the state files must leave that person out.
    case when post <> 'NC' then cast(1000000007 + staff_no * 31 as varchar) end as seid,
    case
        when is_man then pick(getvariable('boys'), key, 802)
        else pick(getvariable('girls'), key, 802)
    end as legal_first_name,
    case when one_in(key, 803, 3) then pick(getvariable('girls'), key, 804) end
        as legal_middle_name,
    pick(getvariable('last_names'), key, 805) as legal_last_name,
    case when one_in(key, 806, 20) then 'Pat' end as alias_first_name,
    case when one_in(key, 806, 20) then pick(getvariable('last_names'), key, 807) end
        as alias_last_name,
    birth_date,
    case when one_in(key, 809, 150) then 'Nonbinary' when is_man then 'Male' else 'Female' end
        as gender_code,
    case when draw(key, 810, 100) < 96 then draw(key, 811, 10) < 3 end as is_hispanic,
    case when draw(key, 812, 100) < 97 then pick(getvariable('races'), key, 813) end as race_code_1,
    pick(['B', 'C', 'M', 'M', 'V', 'D', 'Y'], key, 814) as highest_degree_code,
    pick(['1', '1', '1', '2', '3'], key, 815) as employment_status_code,
    make_date(2023 - cast(years_before as integer), 8, 1) as employment_start_date,
    case when post = 'GONE' then date '2023-09-15' end as employment_end_date,
    1 + years_before as service_years_lea,
    1 + years_before + least(draw(key, 817, 9), 2023 - year(birth_date) - 22 - years_before)
        as service_years_total,
    case when one_in(key, 818, 9) then date '2023-07-01' end as demographics_effective_date,
    false as exclude_from_state_reporting
from hired;

create table made.staff_assignments as
with
shares as (
    select
        *, 1 as part, org_id as place,
        case
            when post in ('Y1', 'N1', 'I1') and other_org_id <> org_id then 60.0
            when post = 'PROG' then 60.0
            when duty = '6018' then 0.0
            when job = 'TCH' and one_in(staff_no, 821, 15) then 80.0
            when job = 'TCH' and one_in(staff_no, 822, 25) then 50.0
            else 100.0
        end as percent,
        duty as code
    from posts
    union all
    select *, 2, other_org_id, 40.0, duty from posts
    where post in ('Y1', 'N1', 'I1') and other_org_id <> org_id
    union all
    -- Several duties in one job: a department chair, a program coordinator with staff development.
    select *, 3, org_id, 20.0, '6099' from posts
    where job = 'TCH' and duty is null and one_in(staff_no, 821, 15)
    union all
    select *, 4, org_id, 40.0, '0110' from posts
    where post = 'PROG'
)

select
    'SA' || lpad(cast(staff_no as varchar), 7, '0') || '-' || part as staff_assignment_id,
    'T' || lpad(cast(staff_no as varchar), 7, '0') as staff_id,
    place as org_id,
    job as job_classification_code,
    code as nonclassroom_code,
    cast(percent as decimal(4, 1)) as fte_percent,
    date '2022-07-01' as start_date,
    case when post = 'GONE' then date '2023-09-15' end as end_date
from shares;
