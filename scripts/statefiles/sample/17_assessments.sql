-- Science test results of 2018 (percent correct) and 2021 (scale scores), as delivered.
-- The tested pupils are others than those of 2023-24; their numbers begin with 8.

create table takers as
with
grades_tested as (
    select schools.*, facts.grade_no, facts.grade_code, facts.share
    from schools
    inner join (
        values (6, '05', 100), (9, '08', 100), (11, '10', 8), (12, '11', 60), (13, '12', 75)
    ) as facts (grade_no, grade_code, share)
        on facts.grade_no between schools.low_grade and schools.high_grade
    where schools.pupils > 0
),

counted as (
    -- A grade as large as its share of the school; a nonpublic school sends two in grade 8.
    select
        grades_tested.*, tested.test_year,
        case
            when grades_tested.is_nonpublic then 2 * cast((grades_tested.grade_no = 9) as integer)
            else grades_tested.pupils * grades_tested.share
                // (100 * (grades_tested.high_grade - grades_tested.low_grade + 1))
        end as many
    from grades_tested
    cross join (values (2018), (2021)) as tested (test_year)
)

select
    row_number() over (
        order by counted.test_year, counted.school_no, counted.grade_no, seats.seat
    ) as taker_no,
    counted.test_year,
    counted.grade_code,
    counted.lea_code,
    counted.school_code,
    counted.is_nonpublic,
    counted.charter_funding_code
from counted
cross join lateral range(counted.many) as seats (seat);

create table made.assessment_results as
with
shown as (
    select
        *,
        case
            when one_in(taker_no, 1001, 12) then 'N'
            when one_in(taker_no, 1002, 25) then 'T'
            when one_in(taker_no, 1003, 60) then 'R'
            else 'Y'
        end as include_indicator,
        1 + draw(taker_no, 1004, 4) as level,
        pick(
            ['EO', 'EO', 'EO', 'EL', 'EL', 'RFEP', 'IFEP', 'TBD'], taker_no, 1005
        ) as elas_code
    from takers
),

scored as (
    select *, include_indicator = 'Y' as has_score from shown
)

select
    '8' || lpad(cast(taker_no * 48271 % 899999963 as varchar), 9, '0') as ssid,
    test_year,
    case when one_in(taker_no, 1006, 250) then '16' else '17' end as test_id,
    lea_code || school_code as school_cds_code,
    case when is_nonpublic then lea_code end as accountability_district_code,
    is_nonpublic as is_nonpublic_school,
    -- The vendor wrote the grade with a zero in 2018 and without in 2021.
    case when test_year = 2018 then grade_code else ltrim(grade_code, '0') end as grade_code,
    include_indicator,
    case
        when test_year = 2018 and has_score
            then cast(draw(taker_no, 1007, 971) / 10.0 as decimal(4, 1))
    end as percent_correct,
    case
        when test_year = 2018 and has_score and not one_in(taker_no, 1008, 80)
            then 1 + draw(taker_no, 1007, 971) // 324
    end as preliminary_indicator,
    case when test_year = 2021 and has_score then case grade_code
        when '05' then [150, 179, 214, 231][level] + draw(taker_no, 1009, [29, 35, 17, 20][level])
        when '08' then [350, 378, 415, 433][level] + draw(taker_no, 1009, [28, 37, 18, 18][level])
        else [550, 576, 615, 636][level] + draw(taker_no, 1009, [26, 39, 21, 15][level])
    end end as scale_score,
    case when test_year = 2021 and has_score then level end as achievement_level,
    case when test_year = 2021 and has_score then 1 + draw(taker_no, 1010, 3) end
        as life_sciences_level,
    case when test_year = 2021 and has_score then 1 + draw(taker_no, 1011, 3) end
        as physical_sciences_level,
    -- A few scored pupils have no level in one domain.
    case
        when test_year = 2021 and has_score and not one_in(taker_no, 1012, 90)
            then 1 + draw(taker_no, 1013, 3)
    end as earth_space_sciences_level,
    pick(['Male', 'Female'], taker_no, 1014) as gender_code,
    case when not one_in(taker_no, 1015, 70) then pick(
        [
            '500',
            '500',
            '500',
            '500',
            '500',
            '700',
            '700',
            '700',
            '200',
            '400',
            '600',
            '800',
            '100',
            '300'
        ], taker_no, 1016
    ) end as reporting_ethnicity_code,
    elas_code,
    case
        when elas_code = 'EL' and one_in(taker_no, 1017, 8)
            then make_date(test_year - 1, 8, 20) + cast(draw(taker_no, 1018, 120) as integer)
        else make_date(
            test_year - 1 - case grade_code when '05' then 5 when '08' then 8 else 11 end, 8, 15
        )
    end as us_school_entry_date,
    one_in(taker_no, 1019, 40) as is_migrant,
    draw(taker_no, 1020, 10) < 6 as is_economically_disadvantaged,
    one_in(taker_no, 1021, 9) as has_disability,
    case
        when not one_in(taker_no, 1022, 60)
            then pick(['10', '11', '12', '12', '13', '13', '14', '14', '15'], taker_no, 1023)
    end
        as parent_education_code,
    one_in(taker_no, 1024, 60) as is_armed_forces_family,
    one_in(taker_no, 1025, 20) as is_homeless,
    one_in(taker_no, 1026, 120) as is_foster_youth
from scored;
