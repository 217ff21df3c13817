-- Planted cases, part 2: enrollments and the places they need.

-- The spans of the cases; the others have one at A, open, status 10, grade 7.
create table planted_spans as
select
    *
from (
    values
    ('EC003A', 'EC003', 'A', '2022-08-15', '2023-06-06', 'YREND', 'P'),
    ('EC004A', 'EC004', 'A', '2023-08-12', '2023-11-15', 'XFER', 'P'),
    ('EC008A', 'EC008', 'A', '2023-10-04', null, null, 'P'),
    ('EC009A', 'EC009', 'A', '2023-08-12', '2023-10-04', 'XFER', 'P'),
    ('EC010A', 'EC010', 'A', '2023-08-12', '2023-10-03', 'XFER', 'P'),
    ('EC011A', 'EC011', 'A', '2023-08-12', '2023-11-15', 'XFER', 'P'),
    ('EC012A', 'EC012', 'A', '2023-08-12', null, null, 'P'),
    ('EC012B', 'EC012', 'B', '2023-08-12', null, null, 'S'),
    ('EC013A', 'EC013', 'A', '2023-08-12', null, null, 'P'),
    ('EC013B', 'EC013', 'B', '2023-08-12', null, null, 'P'),
    ('EC014A', 'EC014', 'A', '2023-08-12', '2023-08-11', 'NOSHOW', 'P'),
    ('EC015A', 'EC015', 'A', '2023-08-12', '2023-08-11', 'NOSHOW', 'P'),
    ('EC016A', 'EC016', 'A', '2023-08-12', '2023-08-10', 'XFER', 'P'),
    ('EC017A', 'EC017', 'A', '2023-08-12', '2023-10-01', 'XFER', 'P'),
    ('EC018A', 'EC018', 'A', '2023-08-12', '2023-09-30', 'XFER', 'P'),
    ('EC019A', 'EC019', 'A', '2022-08-14', null, null, 'P'),
    ('EC020A', 'EC020', 'A', '2023-08-12', '2023-12-20', 'XFER', 'P'),
    ('EC021A', 'EC021', 'A', '2023-08-12', '2023-12-20', 'XFER', 'P'),
    ('EC021B', 'EC021', 'B', '2024-01-06', null, null, 'P'),
    ('EC024A', 'EC024', 'EC024N', '2023-08-12', null, null, 'P'),
    ('EC025A', 'EC025', 'EC025C', '2023-08-12', null, null, 'P'),
    ('EC030A', 'EC030', 'A', '2023-08-12', null, null, 'P'),
    ('EC031A', 'EC031A', 'A', '2023-08-12', '2023-12-31', 'GONE', 'P'),
    ('EC031B', 'EC031B', 'A', '2023-08-12', '2024-01-02', 'GONE', 'P'),
    ('EC035A', 'EC035', 'A', '2023-09-03', '2023-09-03', 'XFER', 'P'),
    ('EC036A', 'EC036', 'A', '2023-08-12', '2023-08-11', 'NOSHOW', 'P'),
    ('EC038A', 'EC038', 'A', '2021-08-15', null, null, 'P'),
    ('EC046A', 'EC046', 'A', '2023-08-12', '2023-12-20', 'XFER', 'P'),
    ('EC046B', 'EC046', 'B', '2024-01-06', null, null, 'P'),
    ('EC068A', 'EC068', 'A', '2014-08-18', '2015-06-30', 'YREND', 'P'),
    ('EC071A', 'EC071', 'A', '2018-08-15', '2019-07-31', 'YREND', 'P'),
    ('EC073A', 'EC073', 'A', '2018-08-15', '2019-06-06', 'YREND', 'P'),
    ('EC075A', 'EC075', 'A', '2023-08-14', '2023-08-25', 'XFER', 'P'),
    ('RD02A', 'RD02', 'A', '2023-8-12', null, null, 'P'),
    ('RD05A', 'RD99', 'A', '2023-08-12', null, null, 'P'),
    ('RD05B', 'RD05', 'RD98', '2023-08-12', null, null, 'P'),
    ('RD06A', 'RD06', 'A', '2023-08-12', null, null, 'VISITOR')
) as facts (enrollment_id, student_id, place, entry_date, exit_date, exit_code, status_code);

insert into out.enrollments by name
select
    enrollment_id, student_id, place(place) as org_id, entry_date, exit_date, exit_code,
    case student_id when 'EC068' then '10' else '7' end as grade_code,
    status_code as enrollment_type_code,
    case when student_id = 'EC030' then 'true' end as seal_of_biliteracy
from planted_spans
union all by name
select
    planted.student_id || 'A' as enrollment_id, planted.student_id, place('A') as org_id,
    '2023-08-12' as entry_date,
    case when planted.student_id = 'EC033' then 'FRESH' else '7' end as grade_code,
    'P' as enrollment_type_code
from planted
where planted.student_id not in (select student_id from planted_spans);

insert into out.orgs by name
select
    'EC024N' as org_id, 'LEA1' as parent_org_id, 'nonpublic_school' as org_type,
    'Planted Nonpublic School' as org_name,
    (
        select any_value(lea_code) from districts
        where district_no = 1
    ) || '7012345' as cds_code
union all by name
select
    'EC025C' as org_id, 'LEA1' as parent_org_id, 'school' as org_type,
    'Planted Independent Charter' as org_name,
    (
        select any_value(lea_code) from districts
        where district_no = 1
    ) || '0112607' as cds_code,
    'true' as reports_independently, 'DF' as charter_funding_code;

insert into out.code_translations (code_set, local_code, state_code, start_date, end_date)
values
('calpads.student_exit_category', 'GONE', 'T160', null, '2023-12-31'),
('calpads.student_exit_category', 'GONE', 'T180', '2024-01-01', null),
-- Truancy is an offense in 2018-19 only (case 73): in 2023-24 it has no state code (case 72).
('calpads.student_offense', 'TRUANCY', '511', '2018-07-01', '2019-06-30');
