-- Raw tables of a made-up state: 58 counties, 1,000 districts, 10,000 schools, one in ten a charter, and
-- test results of every school. bench.py sets the variables raw, test_year and results. Numbers follow
-- from a hash of the row, so that the same call gives the same tables.

create macro draw(number, salt, choices) as
cast(hash(number * 1000003 + salt) % cast(choices as ubigint) as integer);
create macro picked(number, salt, choices) as choices[1 + draw(number, salt, len(choices))];

create table districts as
select
    number,
    printf('%02d%05d', 1 + number % 58, 60000 + number) as code,
    'County ' || (1 + number % 58) as county_name
from range(1000) as numbers (number);

create table schools as
select
    numbers.number,
    districts.number as district_number,
    districts.county_name,
    districts.code || printf('%07d', 100000 + numbers.number) as cds_code,
    case numbers.number % 20 when 3 then 'DF' when 13 then 'LF' end as charter_funding_code
from range(10000) as numbers (number)
inner join districts on numbers.number % 1000 = districts.number;

copy (
    select
        'L' || number as org_id, null as parent_org_id, 'lea' as org_type,
        'District ' || number as org_name, code || '0000000' as cds_code,
        null as charter_funding_code, county_name, null as zip_code
    from districts
    union all
    select
        'S' || number, 'L' || district_number, 'school', 'School ' || number, cds_code,
        charter_funding_code, county_name, '95000'
    from schools
) to (getvariable('raw') || '/orgs.csv') (format csv, header true);

-- The tables that every agency must have; nobody is enrolled here.
create table students (
    student_id text, local_student_id text, ssid text, legal_first_name text, legal_last_name text,
    birth_date text, gender_code text
);
copy students to (getvariable('raw') || '/students.csv') (format csv, header true);

create table enrollments (
    enrollment_id text, student_id text, org_id text, entry_date text, exit_date text, exit_code text,
    grade_code text, enrollment_type_code text
);
copy enrollments to (getvariable('raw') || '/enrollments.csv') (format csv, header true);

-- Of twenty schools twelve are elementary schools, three middle schools and five high schools.
copy (
    with numbered as (
        select
            number,
            number // 20 % 500 * 20 + number % 20 as school_number,
            case
                when number % 20 < 12 then '05'
                when number % 20 < 15 then '08'
                else picked(number, 0, ['10', '11', '12'])
            end as grade_code,
            case
                when draw(number, 1, 100) < 93 then 'Y'
                else picked(number, 2, ['N', 'T', 'R'])
            end as include_indicator,
            draw(number, 3, 200) as score
        from range(getvariable('results')) as numbers (number)
    )
    select
        printf('%010d', 1000000000 + numbered.number) as ssid,
        getvariable('test_year') as test_year,
        '17' as test_id,
        schools.cds_code as school_cds_code,
        numbered.grade_code,
        numbered.include_indicator,
        case when numbered.include_indicator = 'Y' and getvariable('test_year') = 2018
            then numbered.score // 2 end as percent_correct,
        case when numbered.include_indicator = 'Y' and getvariable('test_year') = 2018
            then 1 + numbered.score // 67 end as preliminary_indicator,
        case when numbered.include_indicator = 'Y' and getvariable('test_year') > 2018
            then case numbered.grade_code when '05' then 150 when '08' then 350 else 550 end
                + numbered.score // 2 end as scale_score,
        case when numbered.include_indicator = 'Y' and getvariable('test_year') > 2018
            then 1 + numbered.score // 50 end as achievement_level,
        case when numbered.include_indicator = 'Y' then 1 + draw(numbered.number, 4, 3) end
            as life_sciences_level,
        case when numbered.include_indicator = 'Y' then 1 + draw(numbered.number, 5, 3) end
            as physical_sciences_level,
        case when numbered.include_indicator = 'Y' then 1 + draw(numbered.number, 6, 3) end
            as earth_space_sciences_level,
        picked(numbered.number, 7, ['F', 'M']) as gender_code,
        picked(numbered.number, 8, ['100', '200', '300', '400', '500', '500', '500', '600', '700',
            '700', '800']) as reporting_ethnicity_code,
        picked(numbered.number, 9, ['EO', 'EO', 'EO', 'EL', 'RFEP', 'IFEP', 'TBD']) as elas_code,
        case when draw(numbered.number, 10, 20) = 0
            then make_date(cast(getvariable('test_year') as integer), 1, 15) end
            as us_school_entry_date,
        draw(numbered.number, 11, 50) = 0 as is_migrant,
        draw(numbered.number, 12, 5) < 3 as is_economically_disadvantaged,
        draw(numbered.number, 13, 8) = 0 as has_disability,
        picked(numbered.number, 14, ['10', '11', '12', '13', '14', '15']) as parent_education_code,
        draw(numbered.number, 15, 60) = 0 as is_armed_forces_family,
        draw(numbered.number, 16, 30) = 0 as is_homeless,
        draw(numbered.number, 17, 150) = 0 as is_foster_youth
    from numbered
    inner join schools on numbered.school_number = schools.number
) to (getvariable('raw') || '/assessment_results.csv') (format csv, header true);
