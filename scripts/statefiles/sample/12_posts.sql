-- Posts: who teaches which section, and the other jobs of schools and district office.

-- Grain: one row per section and teacher, with the teacher as a post of the school.
create table teaching as
with
loads as (
    select
        classes.*,
        -- An elementary teacher has one class; the others teach five sections a term.
        case
            when term_code = 'YR' then 'E' || number_in_school
            else 'D' || (1 + (number_in_school - 1) % cast(ceil(max(
                case when term_code <> 'YR' then number_in_school end
            ) over (partition by school_no) / 5) as integer))
        end as post,
        case
            when term_code = 'YR' then 'E' || (number_in_school + 1)
            else 'D' || (1 + number_in_school % cast(ceil(max(
                case when term_code <> 'YR' then number_in_school end
            ) over (partition by school_no) / 5) as integer))
        end as next_post
    from classes
),

terms as (
    select loads.*, made.academic_sessions.start_date, made.academic_sessions.end_date
    from loads
    inner join made.academic_sessions on loads.session_id = made.academic_sessions.session_id
)

select
    class_no, school_no, post, start_date, case when has_change then date '2023-11-17' end
        as end_date, true as is_primary
from terms
where not is_vacant
union all
-- Two teachers at once, or one after the other; a school with one post has no second teacher.
select
    class_no, school_no, case when next_post = post then 'R1' else next_post end,
    case when has_change then date '2023-11-20' else start_date end, null, has_change
from terms
where is_team_taught or has_change;

-- Grain: one row per post that somebody holds.
create table posts as
with
schools_open as (
    select
        school_no, org_id, district_no, pupils, low_grade, high_grade, charter_funding_code,
        row_number() over (partition by district_no order by school_no) as turn
    from schools
    where pupils > 0 and not is_nonpublic
),

listed as (
    select distinct school_no, post, 'TCH' as job, cast(null as varchar) as duty
    from teaching
    union all
    select
        school_no, 'P1', 'ADMIN',
        case when charter_funding_code is null then '0301' else '0160' end
    from schools_open
    union all
    select school_no, 'V1', 'ADMIN', '0302' from schools_open
    where pupils >= 500
    union all
    select school_no, 'C1', 'PPS', '0400' from schools_open
    where high_grade >= 10
    union all
    -- A psychologist, a nurse and a traveling teacher serve two schools, 60 and 40 percent.
    select school_no, 'Y1', 'PPS', '0202' from schools_open
    where turn % 2 = 1
    union all
    select school_no, 'N1', 'PPS', '0206' from schools_open
    where turn % 2 = 0
    union all
    select school_no, 'I1', 'ITIN', null from schools_open
    where turn % 3 = 1
    union all
    -- On leave all year.
    select school_no, 'L1', 'TCH', '6018' from schools_open
    where turn % 4 = 1
)

select
    row_number() over (order by listed.school_no, listed.post) as staff_no,
    listed.school_no,
    schools_open.org_id,
    schools_open.district_no,
    listed.post,
    listed.job,
    listed.duty,
    coalesce(
        lead(schools_open.org_id) over (
            partition by schools_open.district_no, listed.post
            order by listed.school_no
        ),
        first_value(schools_open.org_id) over (
            partition by schools_open.district_no, listed.post
            order by listed.school_no
        )
    ) as other_org_id
from listed
inner join schools_open on listed.school_no = schools_open.school_no
union all
-- The district office and the adult school.
select
    5000000 + districts.district_no * 100 + facts.number, null,
    case when facts.job = 'TCH' then districts.adult_org_id else districts.org_id end,
    districts.district_no, facts.post, facts.job, facts.duty, districts.org_id
from districts
cross join (
    values
    (1, 'SUP', 'ADMIN', '0100'), (2, 'DEP', 'ADMIN', '0102'), (3, 'PROG', 'ADMIN', '0161'),
    (4, 'NC', 'NCADM', '0137'), (5, 'GONE', 'ADMIN', '0110'), (6, 'AD1', 'TCH', null),
    (7, 'AD2', 'TCH', null), (8, 'AD3', 'TCH', null), (9, 'AD4', 'TCH', null)
) as facts (number, post, job, duty);
