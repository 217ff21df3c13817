-- The adult school: classes of three program years, who is in them and how many minutes.

-- Grain: one row per kind of class. Two groups at once feed two programs.
create table adult_offers as
select
    *
from (
    values
    (
        1, 'ESL Beginning', 'ESL Beginning', ['WIOA | ESL/ELL'], 'Conversation', 'MW',
        '18:00', '20:30'
    ),
    (
        2, 'ESL Intermediate', 'ESL Intermediate', ['WIOA | ESL/ELL', 'Evening'], 'Reading', 'TR',
        '18:00', '20:30'
    ),
    (
        3, 'ESL and Citizenship', 'ESL Advanced', ['WIOA | ESL/ELL', 'WIOA | Citizenship'],
        'Civics', 'TR', '09:00', '11:30'
    ),
    (
        4, 'Basic Skills', 'ABE Intermediate', ['WIOA | Basic Skills'], 'Reading and Math', 'MTWR',
        '09:00', '11:00'
    ),
    (
        5, 'High School Diploma', 'ASE Low', ['WIOA | High School Diploma', 'Evening'],
        'Independent Lab', 'MTWR', '17:00', '20:00'
    ),
    (
        6, 'Equivalency Preparation', 'ASE Low', ['WIOA | High School Equivalency'], 'Math', 'MW',
        '12:30', '15:00'
    ),
    (
        7, 'Medical Assistant', null, ['WIOA | Career Technical Education'], 'Health', 'MTWRF',
        '08:30', '12:00'
    )
) as facts (
    offer_no, title, level_code, course_groups, focus_area, meeting_days, start_time, end_time
);

create table adult_catalog as
with
learners as (
    select district_no, count(*) as learners from people
    where kind = 'X'
    group by district_no
),

terms as (
    select school_year, 1 as term_no, first_day + 5 as start_date, fall_end as end_date from years
    where school_year between 2023 and 2025
    union all
    select school_year, 2, spring_start + 7, last_day from years
    where school_year between 2023 and 2025
)

select
    row_number() over (
        order by
            terms.school_year, terms.term_no, districts.district_no, adult_offers.offer_no,
            parallel_groups.group_no
    ) as class_no,
    districts.district_no,
    districts.adult_org_id || case when adult_offers.offer_no in (2, 5) then '-02' else '-01' end
        as org_id,
    terms.school_year,
    terms.term_no,
    parallel_groups.group_no,
    -- One parallel class for every 250 learners.
    1 + learners.learners // 250 as parallels,
    terms.start_date,
    terms.end_date,
    adult_offers.*
from districts
inner join learners on districts.district_no = learners.district_no
cross join terms
cross join adult_offers
cross join lateral range(1 + learners.learners // 250) as parallel_groups (group_no);

create table made.adult_classes as
select
    'AC' || class_no as class_id,
    org_id,
    cast(20450 + class_no as varchar) as class_code,
    case when parallels > 1 then chr(cast(65 + group_no % 26 as integer)) end
        as extended_class_code,
    title as class_title,
    start_date,
    end_date,
    'T'
    || lpad(cast(5000000 + district_no * 100 + 6 + class_no % 4 as varchar), 7, '0') as staff_id,
    level_code as instructional_level_code,
    focus_area,
    meeting_days,
    -- The times are clock times of the agency.
    adult_catalog.start_time,
    adult_catalog.end_time,
    cast(len(meeting_days) * 2.5 as decimal(6, 2)) as hours_per_week,
    offer_no = 6 and group_no % 2 = 1 as is_distance_learning
from adult_catalog;

create table made.adult_class_groups as
select
    'AC' || class_no as class_id, 'course_group' as group_type, unnest(course_groups) as group_code
from adult_catalog
union all
select 'AC' || class_no, 'special_program', 'EL Civics' from adult_catalog
where offer_no = 3;

-- Most learners take one class a term, some two; a fifth skips a year.
create table adult_attempts as
with
wishes as (
    select
        people.person_no, people.student_id, people.district_no, classes.class_no,
        classes.school_year,
        classes.term_no,
        classes.start_date,
        classes.end_date,
        classes.offer_no,
        row_number() over (
            partition by people.person_no, classes.school_year, classes.term_no
            order by
                cast((classes.offer_no <> 1 + draw(people.person_no, 941, 7)) as integer),
                draw(people.person_no * 10 + classes.offer_no, 942, 1000), classes.offer_no
        ) as place
    from people
    inner join adult_catalog as classes
        on
            people.district_no = classes.district_no
            and people.person_no % classes.parallels = classes.group_no
    where
        people.kind = 'X'
        and draw(people.person_no * 10 + classes.school_year % 10, 943, 10) < 8
)

select
    *,
    school_day_after(start_date + cast(draw(person_no * 100 + place, 944, 40) as integer))
        as enrollment_date,
    pick(
        ['Enrolled', 'Completed', 'Completed', 'Completed', 'Dropped', 'Pending'],
        person_no * 100 + class_no, 945
    ) as status_code
from wishes
where place = 1 or (place = 2 and one_in(person_no, 946, 4));

create table made.adult_class_enrollments as
select
    'AC' || class_no as class_id,
    student_id,
    enrollment_date,
    case status_code
        when 'Completed' then end_date
        when 'Dropped' then least(
            enrollment_date + cast(draw(person_no * 100 + class_no, 947, 40) as integer), end_date
        )
    end as exit_date,
    status_code
from adult_attempts;

-- Up to fourteen evenings; a tenth of the learners never comes, and pending ones seldom do. The
-- first evening may lie a few days before the enrollment was typed in.
create table made.adult_attendance as
with
evenings as (
    select
        adult_attempts.*,
        counter.number,
        school_day_after(
            adult_attempts.enrollment_date - 3 + cast(
                counter.number * 7
                + draw(adult_attempts.person_no * 100 + adult_attempts.class_no, 948, 3) as integer
            )
        ) as attendance_date
    from adult_attempts
    cross join lateral range(case
        when adult_attempts.status_code = 'Pending' then draw(adult_attempts.person_no, 949, 2)
        when one_in(adult_attempts.person_no * 100 + adult_attempts.class_no, 950, 10) then 0
        else 2 + draw(adult_attempts.person_no * 100 + adult_attempts.class_no, 951, 13)
    end) as counter (number)
)

select
    'AC' || class_no as class_id,
    student_id,
    attendance_date,
    one_in(person_no * 1000 + class_no * 20 + number, 952, 9) as is_distance_learning,
    30 * (2 + draw(person_no * 1000 + class_no * 20 + number, 953, 5)) as minutes,
    false as is_deleted,
    cast(null as varchar) as updated_at
from evenings
where
    attendance_date between start_date and end_date
    and (status_code <> 'Dropped' or attendance_date <= enrollment_date + 15);
