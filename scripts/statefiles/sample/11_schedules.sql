-- Sections, schedules and marks of 2023-24.

-- Pupils are dealt into sections of at most 28 in the order of a draw.
create table dealt as
with
counted as (
    select
        *,
        count(*) over (partition by session_id, local_course_code) as takers,
        row_number() over (
            partition by session_id, local_course_code
            order by draw(person_no, 721, 1000000), person_no
        ) as turn
    from seats
)

select
    * exclude (takers, turn),
    1 + turn % cast(ceil(takers / 28) as integer) as section_no
from counted;

-- Section ids stay within 20 characters: they serve as class id where none is given.
create table classes as
with
distinct_sections as (
    select distinct school_no, session_id, term_code, local_course_code, section_no
    from dealt
)

select
    row_number() over (order by session_id, local_course_code, section_no) as class_no,
    row_number() over (
        partition by school_no, term_code order by local_course_code, section_no
    ) as number_in_school,
    *
from distinct_sections;

alter table classes add column is_team_taught boolean;
alter table classes add column is_vacant boolean;
alter table classes add column has_change boolean;
update classes set
    is_team_taught = one_in(class_no, 722, 25),
    is_vacant = one_in(class_no, 723, 40) and not one_in(class_no, 722, 25),
    has_change = one_in(class_no, 724, 30) and term_code <> 'SEM2'
    and not one_in(class_no, 722, 25) and not one_in(class_no, 723, 40);

create table made.sections as
select
    'X' || lpad(cast(classes.class_no as varchar), 7, '0') as section_id,
    'C-' || classes.local_course_code as course_id,
    schools.org_id,
    classes.session_id,
    lpad(cast(classes.section_no as varchar), 3, '0') as local_section_code,
    -- Homeroom and club share a room at times.
    case
        when classes.local_course_code in ('HR', 'CLUB')
            then 'K' || classes.school_no || '-' || classes.term_code
    end as class_id,
    case when classes.is_team_taught then 'TEAM' end as multiple_teacher_code,
    -- Two-way immersion in every sixth elementary class.
    case
        when
            classes.term_code = 'YR'
            and one_in(classes.school_no * 100 + classes.section_no, 725, 6)
            then '1'
        when classes.term_code = 'YR' and one_in(classes.class_no, 726, 3) then '4'
    end
        as education_service_code,
    case
        when
            classes.term_code = 'YR'
            and one_in(classes.school_no * 100 + classes.section_no, 725, 6)
            then '400'
        when classes.term_code = 'YR' and one_in(classes.class_no, 726, 3) then '650'
    end
        as instructional_strategy_code,
    case
        when
            classes.term_code = 'YR'
            and one_in(classes.school_no * 100 + classes.section_no, 725, 6)
            then '01'
    end as language_of_instruction_code,
    case
        when classes.local_course_code in ('ENG11', 'PRECALC') and one_in(classes.class_no, 727, 4)
            then '14'
    end as instructional_level_code,
    -- A section may say the opposite of its course: true over false.
    case when one_in(classes.class_no, 728, 150) then true end as independent_study,
    case
        when classes.local_course_code in ('ELA8', 'HSS8') and one_in(classes.class_no, 729, 3)
            then true
    end as middle_school_core,
    false as exclude_from_state_reporting
from classes
inner join schools on classes.school_no = schools.school_no;

create table made.section_enrollments as
select
    'X' || lpad(cast(classes.class_no as varchar), 7, '0') as section_id,
    'P' || lpad(cast(dealt.person_no as varchar), 7, '0') as student_id,
    dealt.start_date,
    dealt.end_date
from dealt
inner join classes
    on
        dealt.session_id = classes.session_id
        and dealt.local_course_code = classes.local_course_code
        and dealt.section_no = classes.section_no
union all
-- Schedules that never took effect end the day before they start.
select
    'X' || lpad(cast(classes.class_no as varchar), 7, '0'),
    'P' || lpad(cast(dealt.person_no as varchar), 7, '0'),
    dealt.start_date + 7, dealt.start_date + 6
from dealt
inner join classes
    on
        dealt.session_id = classes.session_id
        and dealt.local_course_code = classes.local_course_code
        and dealt.section_no = classes.section_no
where dealt.end_date is null and one_in(dealt.person_no * 10 + dealt.period, 730, 2000);

-- Final marks for grades 7 to 12; credits for 9 to 12. Who leaves early has a W or no row at all.
create table made.course_grades as
with
marked as (
    select
        dealt.*,
        classes.class_no,
        stays.grade_no,
        dealt.person_no * 100 + dealt.period * 10 + length(dealt.term_code)
        + cast(right(dealt.term_code, 1) as integer) as mark_key
    from dealt
    inner join classes
        on
            dealt.session_id = classes.session_id
            and dealt.local_course_code = classes.local_course_code
            and dealt.section_no = classes.section_no
    inner join stays on dealt.person_no = stays.person_no and dealt.school_no = stays.school_no
    where stays.grade_no >= 8 and dealt.period < 7
),

graded as (
    select
        *,
        case
            when end_date is not null then 'W'
            else pick(
                ['A', 'A', 'A-', 'B+', 'B', 'B', 'B-', 'C+', 'C', 'C', 'D', 'F'], mark_key, 731
            )
        end as final_mark
    from marked
    where end_date is null or one_in(mark_key, 732, 5)
)

select
    'G'
    || lpad(cast(person_no as varchar), 7, '0')
    || '-'
    || lpad(cast(class_no as varchar), 7, '0')
        as course_grade_id,
    'P' || lpad(cast(person_no as varchar), 7, '0') as student_id,
    'X' || lpad(cast(class_no as varchar), 7, '0') as section_id,
    2024 as school_year,
    term_code as marking_period_code,
    final_mark,
    case when grade_no >= 10 then cast(5 as decimal(5, 2)) end as credits_attempted,
    case
        when grade_no >= 10
            then cast(case when final_mark in ('F', 'W') then 0 else 5 end as decimal(5, 2))
    end
        as credits_earned,
    case
        when grade_no >= 10
            then cast(case when final_mark in ('F', 'W') then 0 else 0.5 end as decimal(5, 2))
    end
        as carnegie_units_earned
from graded
union all
-- Credit from elsewhere, posted by hand.
select
    'GT' || lpad(cast(person_no as varchar), 7, '0'), student_id, null, 2024, 'SEM1', 'B',
    cast(5 as decimal(5, 2)), cast(5 as decimal(5, 2)), cast(0.5 as decimal(5, 2))
from stays
where grade_no >= 10 and one_in(person_no, 733, 100)
qualify row_number() over (partition by person_no order by school_no) = 1;
