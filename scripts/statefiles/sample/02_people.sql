-- Who there is: one made-up person for every published pupil, and those whom Census Day misses.
--
-- kind  who
-- C     enrolled on Census Day 2023-10-04: exactly as many as published, school by school
-- L     left between the first day and Census Day
-- N     expected in August 2023, never came
-- A     arrived after Census Day
-- G     finished grade 12 in 2022-23
-- K     starts school in August 2024
-- D     former pupil of 2018-19 (the last year of the old discipline file)
-- W     former pupil of 2014-15 (the last year of exit-exam waivers)
-- X     learner of the adult school

create table crowd as
with
-- Extra people as a share of each school, at least one where the school is not tiny.
shares as (
    select
        school_no, district_no, cluster_no, low_grade, high_grade, pupils, is_nonpublic,
        pupils // greatest(high_grade - low_grade + 1, 1) as pupils_per_grade,
        pupils >= 40 and not is_nonpublic as is_regular
    from schools
),

numbers as (
    select 'C' as kind, school_no, pupils as many from shares
    union all
    select 'L', school_no, pupils // 70 + 1 from shares
    where is_regular
    union all
    select 'N', school_no, pupils // 100 + 1 from shares
    where is_regular
    union all
    select 'A', school_no, pupils // 50 + 1 from shares
    where is_regular
    union all
    select 'G', school_no, pupils_per_grade from shares
    where is_regular and high_grade = 13
    union all
    select 'K', school_no, pupils_per_grade from shares
    where is_regular and low_grade <= 1
    union all
    select 'D', school_no, greatest(6, pupils // 40) from shares
    where is_regular
    union all
    select 'W', school_no, greatest(12, pupils // 30) from shares
    where is_regular and high_grade = 13
),

seats as (
    select
        numbers.kind, shares.district_no, shares.cluster_no, shares.school_no, seats.seat,
        case numbers.kind
            when 'G' then 13
            when 'K' then shares.low_grade
            when 'W' then 11 + seats.seat % 3
            -- The grade of transitional kindergarten exists since July 2023 only.
            else
                greatest(shares.low_grade, cast((numbers.kind = 'D') as integer))
                + seats.seat * (
                    shares.high_grade
                    - greatest(shares.low_grade, cast((numbers.kind = 'D') as integer)) + 1
                ) // numbers.many
        end as grade_no
    from numbers
    inner join shares on numbers.school_no = shares.school_no
    cross join lateral range(numbers.many) as seats (seat)
    union all
    select
        'X', districts.district_no, null, null, seats.seat, null
    from districts
    cross join lateral range(cast(greatest(60, districts.pupils // 25) as bigint)) as seats (seat)
)

select
    row_number() over (order by strpos('CLNAGKDWX', kind), district_no, school_no, seat)
        as person_no,
    kind, district_no, cluster_no, school_no, cast(grade_no as integer) as grade_no
from seats;

-- Exactly the published number of English learners, foster, homeless and migrant pupils.
create table special as
with
ranked as (
    select
        crowd.person_no,
        schools.english_learners, schools.foster, schools.homeless, schools.migrant,
        row_number() over (
            partition by crowd.school_no
            order by draw(crowd.person_no, 101, 100000), crowd.person_no
        ) as learner_rank,
        row_number() over (
            partition by crowd.school_no
            order by draw(crowd.person_no, 102, 100000), crowd.person_no
        ) as foster_rank,
        row_number() over (
            partition by crowd.school_no
            order by draw(crowd.person_no, 103, 100000), crowd.person_no
        ) as homeless_rank,
        row_number() over (
            partition by crowd.school_no
            order by draw(crowd.person_no, 104, 100000), crowd.person_no
        ) as migrant_rank
    from crowd
    inner join schools on crowd.school_no = schools.school_no
    where crowd.kind = 'C'
)

select
    person_no,
    learner_rank <= english_learners as is_english_learner,
    foster_rank <= foster as is_foster,
    homeless_rank <= homeless as is_homeless,
    migrant_rank <= migrant as is_migrant
from ranked;

-- Brothers and sisters: about every third pupil shares a household with one three grades away.
create table people as
with
placed as (
    select
        crowd.*,
        coalesce(special.is_english_learner, false) as is_english_learner,
        coalesce(special.is_foster, false) as is_foster,
        coalesce(special.is_homeless, false) as is_homeless,
        coalesce(special.is_migrant, false) as is_migrant,
        row_number() over (
            partition by crowd.kind, crowd.cluster_no, crowd.grade_no order by crowd.person_no
        ) as place
    from crowd
    left outer join special on crowd.person_no = special.person_no
),

households as (
    select
        *,
        case
            when kind = 'C' and place % 20 < 7
                then grade_no // 6 * 3 + grade_no % 3 + 10 * (place + 100000 * cluster_no)
            else 10000000000 + person_no
        end as shared_key
    from placed
)

select
    households.* exclude (shared_key, place),
    min(person_no) over (partition by shared_key) as household_no,
    -- Nobody to whom the state must answer with more than a number goes without one.
    (
        kind in ('C', 'A') and one_in(person_no, 105, 70) and grade_no < 13
        and not (is_english_learner or is_foster or is_homeless or is_migrant)
    ) as lacks_ssid,
    -- The school year in which grade_no holds.
    case kind when 'G' then 2023 when 'K' then 2025 when 'D' then 2019 when 'W' then 2015 else 2024
    end as anchor_year
from households;

-- Short names for the tables of the contract.
alter table people add column student_id varchar;
update people set
    student_id
    = case kind when 'X' then 'A' else 'P' end || lpad(cast(person_no as varchar), 7, '0');
drop table crowd;
drop table special;
