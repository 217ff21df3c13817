-- Tools of the generator: repeatable chance, the school years, the grades.
--
-- draw() is plain integer arithmetic (a quadratic map modulo a prime, twice), not hash() and not
-- random(): the same seed gives the same bytes in every version of the database. `salt` tells
-- the uses apart: never use one salt for two facts of the same kind of key.

create schema made;

create macro chance_start(key, salt) as
(cast(key as bigint) * 1000003 + salt * 97561 + getvariable('seed') * 7919 + 1013) % 2147483647;

create macro chance_step(state, salt) as
(state * state + salt * 48271 + 12345) % 2147483647;

-- A whole number from 0 to below `many`.
create macro draw(key, salt, many) as
chance_step(chance_step(chance_start(key, salt), salt), salt + getvariable('seed')) % many;

create macro one_in(key, salt, many) as draw(key, salt, many) = 0;

create macro pick(choices, key, salt) as choices[1 + draw(key, salt, len(choices))];

-- Saturdays and Sundays become the Friday before, or the Monday after.
create macro school_day_before(day) as
cast(day as date) - cast(greatest(isodow(day) - 5, 0) as integer);

create macro school_day_after(day) as
cast(day as date) + cast((8 - isodow(day)) % 7 * cast((isodow(day) > 5) as integer) as integer);

-- Grain: one row per school year (its ending year).
create table years as
select
    *
from (
    values
    (2015, date '2014-08-18', date '2014-12-19', date '2015-01-05', date '2015-06-05'),
    (2019, date '2018-08-15', date '2018-12-21', date '2019-01-07', date '2019-06-06'),
    (2023, date '2022-08-15', date '2022-12-16', date '2023-01-03', date '2023-06-02'),
    (2024, date '2023-08-14', date '2023-12-15', date '2024-01-08', date '2024-05-31'),
    (2025, date '2024-08-12', date '2024-12-20', date '2025-01-06', date '2025-05-30')
) as facts (school_year, first_day, fall_end, spring_start, last_day);

set variable census_date = date '2023-10-04';

-- Grain: one row per grade. grade_no 0 is transitional kindergarten, 13 is grade 12.
-- local_code is what the school system of the agency says; code_translations explains it.
create table grades as
select
    grade_no,
    case
        when grade_no = 0 then 'TK'
        when grade_no = 1 then 'K'
        else cast(grade_no - 1 as varchar)
    end as local_code
from range(14) as numbers (grade_no);
