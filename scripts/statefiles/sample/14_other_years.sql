-- Exit-exam waivers of 2014-15, and career pathways of 2023-24.

-- Waivers for grades 10 to 12, the exemption (3) in grade 12 alone and always granted.
create table made.student_waivers as
with
kinds as (
    select
        people.person_no, people.student_id, people.grade_no, schools.org_id, facts.exemption_code
    from people
    inner join schools on people.school_no = schools.school_no
    cross join (values ('1'), ('2'), ('3')) as facts (exemption_code)
    where
        people.kind = 'W'
        and case facts.exemption_code
            when '1' then draw(people.person_no, 921, 10) < 6
            when '2' then draw(people.person_no, 921, 10) between 4 and 8
            else people.grade_no = 13 and draw(people.person_no, 921, 10) = 9
        end
)

select
    'W' || lpad(cast(person_no as varchar), 7, '0') || '-' || exemption_code as waiver_id,
    student_id,
    org_id,
    exemption_code,
    case
        when exemption_code = '3' then 'GRANTED'
        else pick(['GRANTED', 'GRANTED', 'DENIED', 'WITHDRAWN'], person_no, 922)
    end as outcome_code,
    school_day_before(
        date '2014-09-15'
        + cast(draw(person_no * 10 + cast(exemption_code as integer), 923, 255) as integer)
    ) as outcome_date
from kinds;

-- One pathway of business management: concentrators in grade 11, completers in grade 12.
create table made.student_cte_pathways as
select distinct
    stays.student_id,
    stays.org_id,
    2024 as school_year,
    'BUSMGT' as pathway_code,
    stays.grade_no = 13 as is_completed
from stays
inner join dealt on stays.person_no = dealt.person_no and stays.school_no = dealt.school_no
where dealt.local_course_code in ('BUS2', 'BUS3') and stays.last_day >= date '2024-05-01';
