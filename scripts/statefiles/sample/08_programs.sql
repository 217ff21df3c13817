-- Programs of the pupils: meals, homeless, migrant and foster youth, gifted, 504, Title I and more.

-- Grain: one row per pupil, school and program year; the days the pupil was there.
create table program_years as
select
    spans.person_no,
    people.student_id,
    people.household_no,
    schools.org_id,
    schools.school_no,
    spans.school_year,
    spans.grade_no,
    people.kind,
    spans.school_no = people.school_no and people.kind = 'C' and spans.school_year = 2024
        as is_census_school,
    people.is_homeless,
    people.is_migrant,
    people.is_foster,
    min(spans.entry_date) as first_day,
    -- Pupils who are still there have no last day in the data; the program year ends for them.
    max(coalesce(spans.exit_date, make_date(spans.school_year, 6, 30))) as last_day
from spans
inner join people on spans.person_no = people.person_no
inner join schools on spans.school_no = schools.school_no
where
    spans.status = '10' and coalesce(spans.exit_date, spans.entry_date + 1) > spans.entry_date
group by
    spans.person_no, people.student_id, people.household_no, schools.org_id, schools.school_no,
    spans.school_year, spans.grade_no, people.kind, people.school_no, people.is_homeless,
    people.is_migrant, people.is_foster, spans.school_no;

create table made.student_programs as
with
memberships as (
    -- Meal programs are opened every year and closed by the end of it.
    select
        *, case when draw(household_no, 501, 100) < 82 then 'FREE' else 'REDUCED' end as program,
        'E' as membership, last_day as ends
    from program_years
    where draw(household_no, 502, 100) < 68 and school_year > 2019
    union all
    select *, 'HOMELESS', 'E', last_day from program_years
    where is_homeless and is_census_school
    union all
    select *, 'MIGRANT', 'E', last_day from program_years
    where is_migrant and is_census_school
    union all
    -- Foster youth: the state finds them by itself, so the local code is translated to nothing.
    select *, 'FOSTER', null, last_day from program_years
    where is_foster and is_census_school
    union all
    select *, 'GATE', null, null from program_years
    where kind = 'C' and school_year = 2024 and grade_no >= 4 and one_in(person_no, 503, 14)
    union all
    select *, 'SEC504', 'E', null from program_years
    where kind = 'C' and school_year = 2024 and one_in(person_no, 504, 40)
    union all
    select *, 'T1TAS', 'P', last_day from program_years
    where school_year in (2024, 2025) and grade_no between 1 and 6 and one_in(person_no, 505, 20)
    union all
    select *, 'MILITARY', 'E', last_day from program_years
    where school_year in (2023, 2024, 2025) and one_in(household_no, 506, 70)
    union all
    select *, 'NEWCOMER', null, last_day from program_years
    where school_year in (2024, 2025) and kind = 'A' and one_in(person_no, 507, 4)
    union all
    -- Transitional kindergarten was a program until it became a grade in July 2023.
    select *, 'TKPROG', 'P', last_day from program_years
    where
        school_year = 2023 and grade_no = 1 and kind = 'C'
        and person_no in (
            select people.person_no from people
            where people.grade_no = 1
        )
    union all
    select *, 'SPED', 'E', last_day from program_years
    where school_year = 2019 and one_in(person_no, 508, 3)
    union all
    -- Everyone with an exit-exam waiver was in special education or had a 504 plan.
    select
        *, case when one_in(person_no, 509, 4) then 'SEC504' else 'SPED' end,
        case when one_in(person_no, 509, 4) then 'P' else 'E' end, last_day
    from program_years
    where school_year = 2015
    union all
    -- Registered for expanded learning, which has a file of its own since 2025-26.
    select
        * replace (2026 as school_year, date '2025-07-01' as first_day), 'ELOP', null, null
    from program_years
    where school_year = 2025 and grade_no between 1 and 7 and one_in(person_no, 514, 5)
)

select
    'PR' || school_year || '-' || lpad(cast(person_no as varchar), 7, '0') || '-' || school_no
    || '-' || program as student_program_id,
    student_id,
    -- Programs that follow the pupil have no school; the rest belong to one.
    case
        when program in ('GATE', 'SEC504', 'MILITARY') and school_year > 2019 then null
        else org_id
    end as org_id,
    program as program_code,
    membership as membership_code,
    first_day as start_date,
    ends as end_date,
    case when program = 'T1TAS' then pick(['05', '06', '06', '10'], person_no, 511) end
        as service_code,
    case when program in ('T1TAS', 'ELOP') then school_year end as service_school_year,
    case
        when program = 'MIGRANT'
            then '06' || lpad(cast(person_no * 7919 % 1000000000 as varchar), 9, '0')
    end
        as migrant_student_id,
    case when program = 'HOMELESS' then pick(
        ['DOUBLED', 'DOUBLED', 'DOUBLED', 'DOUBLED', 'SHELTER', 'MOTEL', 'UNSHELT'],
        household_no,
        512
    ) end as homeless_dwelling_code,
    case when program = 'HOMELESS' then grade_no >= 9 and one_in(person_no, 513, 5) end
        as is_unaccompanied_youth,
    -- One in eight never came.
    case when program = 'ELOP' and not one_in(person_no, 516, 8) then 1 + draw(person_no, 515, 200)
    end as program_days
from memberships
-- Where a program has no school, one row for the year is enough.
qualify row_number() over (
    partition by
        student_id, program, school_year,
        case
            when program in ('GATE', 'SEC504', 'MILITARY') and school_year > 2019 then ''
            else org_id
        end
    order by first_day, org_id
) = 1;
