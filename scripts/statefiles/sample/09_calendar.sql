-- Terms, school days and the days on which a pupil was not simply there.

create table made.academic_sessions as
select
    schools.org_id || '-' || years.school_year || '-' || terms.term_code as session_id,
    schools.org_id,
    years.school_year,
    terms.term_code,
    case terms.term_code when 'SEM2' then years.spring_start else years.first_day end as start_date,
    case terms.term_code when 'SEM1' then years.fall_end else years.last_day end as end_date
from schools
cross join years
cross join (values ('SEM1'), ('SEM2'), ('YR')) as terms (term_code)
where not schools.is_nonpublic and years.school_year between 2023 and 2025;

-- Weekdays of the three years; holidays and the winter and spring breaks are not instructional.
create table weekdays as
select
    years.school_year,
    cast(days.day as date) as calendar_date,
    not (
        days.day > years.fall_end and days.day < years.spring_start
        or (month(days.day) = 11 and day(days.day) between 20 and 24)
        or (month(days.day) = 9 and isodow(days.day) = 1 and day(days.day) <= 7)
        or (month(days.day) = 11 and day(days.day) in (10, 11))
        or (month(days.day) = 1 and isodow(days.day) = 1 and day(days.day) between 15 and 21)
        or (month(days.day) = 2 and isodow(days.day) = 1 and day(days.day) between 12 and 21)
        or (month(days.day) = 4 and day(days.day) between 1 and 5)
        or (month(days.day) = 5 and isodow(days.day) = 1 and day(days.day) >= 25)
    ) as is_instructional
from years
cross join lateral generate_series(years.first_day, years.last_day, interval 1 day) as days (day)
where isodow(days.day) < 6 and years.school_year between 2023 and 2025;

-- One school of each copy of the district has two tracks; track B has two days more in November.
create table made.calendar_days as
select
    schools.org_id,
    tracks.track,
    weekdays.calendar_date,
    weekdays.is_instructional
    or coalesce(tracks.track = 'B', false)
    and month(weekdays.calendar_date) = 11 and day(weekdays.calendar_date) between 21 and 22
        as is_instructional
from schools
cross join weekdays
inner join (values (null, false), ('A', true), ('B', true)) as tracks (track, is_one_of_two)
    on tracks.is_one_of_two = (schools.school_no % 7 = 4)
where schools.pupils > 0;

create table instruction as
select
    row_number() over (order by calendar_date) - 1 as day_no,
    count(*) over () as days,
    calendar_date
from weekdays
where school_year = 2024 and is_instructional;

-- Exceptions per pupil and year, up to the number given; a few pupils miss only without excuse.
create table made.attendance_days as
with
wanted as (
    select
        stays.*,
        counter.number,
        case when one_in(stays.person_no, 602, 60) then 'A' end as habit
    from stays
    cross join lateral range(
        draw(stays.person_no, 601, getvariable('absences') + 1)
        * cast((draw(stays.person_no, 603, 10) > 0) as integer)
    ) as counter (number)
),

dated as (
    select
        wanted.*,
        instruction.calendar_date
    from wanted
    inner join instruction
        on draw(wanted.person_no * 10 + wanted.number, 604, 170) = instruction.day_no
    where
        instruction.calendar_date >= wanted.first_day
        and instruction.calendar_date <= coalesce(wanted.last_day, date '2024-05-31')
)

select
    student_id,
    org_id,
    calendar_date as attendance_date,
    coalesce(habit, pick(
        ['I', 'I', 'I', 'I', 'I', 'X', 'X', 'A', 'A', 'T', 'T', 'TT', 'IS', 'OS', 'IH', 'NS'],
        person_no * 10 + number, 605
    )) as attendance_code,
    case when one_in(person_no * 10 + number, 606, 5) then 0.5 end as day_portion
from dated
qualify row_number() over (partition by student_id, calendar_date order by number) = 1
union all
-- Saturdays in February on which older pupils make up for absences.
select
    stays.student_id,
    stays.org_id,
    date '2024-02-03' + cast(7 * counter.number as integer),
    'AR',
    null
from stays
cross join lateral range(1 + draw(stays.person_no, 608, 4)) as counter (number)
where
    stays.grade_no >= 9 and one_in(stays.person_no, 607, 25)
    and stays.first_day < date '2024-02-01'
    and coalesce(stays.last_day, date '2024-06-30') > date '2024-03-01';
