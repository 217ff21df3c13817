-- Households and language: addresses, guardians and English language acquisition statuses.

set variable streets = [
    'Elm St', 'Almond Ave', 'Orchard Ln', 'Third St', 'Camino del Río', 'Patterson Rd', 'River Rd',
    'Oak Grove Ct', 'Martin Luther King Jr. Blvd', 'Calle Niños Héroes', 'Topeka St', 'Claus Rd'
];

create table made.student_addresses as
with
residents as (
    select
        people.person_no, people.household_no, people.student_id, people.kind, people.anchor_year,
        districts.zip_code,
        case people.anchor_year
            when 2015 then date '2014-07-01' when 2019 then date '2018-07-01'
            else date '2022-07-01'
        end as since,
        one_in(people.household_no, 401, 15) as has_moved
    from people
    inner join districts on people.district_no = districts.district_no
),

places as (
    select
        *, 'residence' as address_type, 0 as turn, since as start_date,
        case when has_moved then date '2024-01-15' end as end_date
    from residents
    union all
    -- A move in the middle of 2023-24: the old address ends, the new one starts.
    select *, 'residence', 1, date '2024-01-16', null from residents
    where has_moved and since < date '2024-01-01'
    union all
    select *, 'mailing', 2, since, null from residents
    where one_in(household_no, 402, 6)
)

select
    student_id,
    address_type,
    start_date,
    case when since < date '2024-01-01' then end_date end as end_date,
    case
        when turn = 2 then 'PO Box ' || (100 + draw(household_no, 403, 900))
        else
            1 + draw(household_no, 404 + turn, 4800) || ' '
            || pick(getvariable('streets'), household_no, 406 + turn)
    end as line_1,
    case
        when turn < 2 and one_in(household_no, 408 + turn, 7)
            then 'Apt ' || (1 + draw(household_no, 410 + turn, 60))
    end as line_2,
    pick(getvariable('cities'), household_no, 412 + turn) as city,
    'CA' as state_code,
    zip_code || case
        when one_in(household_no, 415, 10)
            then '-' || lpad(cast(draw(household_no, 416, 10000) as varchar), 4, '0')
        else ''
    end
        as zip_code
from places;

create table made.student_guardians as
select
    people.student_id,
    ranks.guardian_order,
    case
        when ranks.guardian_order = 1 then pick(getvariable('girls'), people.household_no, 421)
        else pick(getvariable('boys'), people.household_no, 422)
    end as first_name,
    case
        when one_in(people.household_no, 423 + ranks.guardian_order, 3)
            then pick(getvariable('last_names'), people.household_no, 426)
        else pick(getvariable('last_names'), people.household_no, 227)
    end as last_name,
    pick(
        ['HS', 'HS', 'NOTHS', 'SOME', 'SOME', 'COLL', 'GRAD', 'DECL'], people.household_no,
        427 + ranks.guardian_order
    ) as education_level_code
from people
cross join (values (1), (2)) as ranks (guardian_order)
where
    people.kind <> 'X'
    and draw(people.household_no, 430 + ranks.guardian_order, 100)
    < case ranks.guardian_order when 1 then 97 else 62 end
    -- Nobody has a second guardian without a first.
    and draw(people.household_no, 431, 100) < 97;

-- Learners of English on Census Day are exactly the published ones: kind C, flag set.
create table made.student_language_statuses as
with
known as (
    select
        people.student_id, people.person_no, people.kind, people.is_english_learner,
        people.grade_no, people.anchor_year, traits.language_code,
        made.students.us_school_entry_date as first_day
    from people
    inner join traits on people.person_no = traits.person_no
    inner join made.students on people.student_id = made.students.student_id
    where people.kind <> 'X'
),

statuses as (
    -- A quarter of the learners waited some weeks for the first test.
    select student_id, first_day as start_date, 'TBD' as elas_code, null as correction_reason_code
    from known
    where is_english_learner and one_in(person_no, 441, 4)
    union all
    select
        student_id,
        first_day + case when one_in(person_no, 441, 4) then 25 else 0 end, 'EL', null
    from known
    where is_english_learner
    union all
    -- Reclassified in the spring after Census Day.
    select student_id, date '2024-03-01' + cast(draw(person_no, 442, 60) as integer), 'RFEP', null
    from known
    where is_english_learner and grade_no >= 4 and one_in(person_no, 443, 9)
    union all
    -- Once learners, reclassified long ago.
    select student_id, first_day, 'EL', null
    from known
    where
        not is_english_learner and language_code not in ('00', '37') and grade_no >= 6
        and draw(person_no, 444, 10) < 7 and first_day < make_date(anchor_year - 2, 1, 1)
    union all
    select student_id, make_date(anchor_year - 2, 4, 1), 'RFEP', null
    from known
    where
        not is_english_learner and language_code not in ('00', '37') and grade_no >= 6
        and draw(person_no, 444, 10) < 7 and first_day < make_date(anchor_year - 2, 1, 1)
    union all
    select student_id, first_day, 'IFEP', null
    from known
    where
        not is_english_learner and language_code not in ('00', '37')
        and not coalesce(
            grade_no >= 6 and draw(person_no, 444, 10) < 7
            and first_day < make_date(anchor_year - 2, 1, 1), false
        )
    union all
    select student_id, first_day, 'EO', null
    from known
    where not is_english_learner and language_code in ('00', '37')
    union all
    -- A home language found out later: English only became English learner by correction.
    select student_id, date '2023-11-06' + cast(draw(person_no, 445, 90) as integer), 'EL', '1'
    from known
    where
        kind = 'C' and not is_english_learner and language_code = '00' and grade_no between 2 and 8
        and one_in(person_no, 446, 300)
)

select distinct on (student_id, start_date) *
from statuses
order by student_id, start_date, elas_code;

-- A corrected learner speaks Spanish at home after all.
update made.students set primary_language_code = '01'
where student_id in (
    select student_id from made.student_language_statuses
    where correction_reason_code = '1'
);
