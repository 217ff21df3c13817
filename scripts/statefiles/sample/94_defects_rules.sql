-- Planted cases, part 6: rules of November 2026. As in part 1, days lie one year earlier than in the
-- list. The pupils have identifiers of their own, so that those of part 1 keep theirs.

create table planted_by_rules as
select
    student_id,
    '98' || lpad(cast(row_number() over (order by student_id) as varchar), 8, '0') as ssid
from (
    values
    ('EC103'), ('EC104'), ('EC107'), ('EC108'), ('EC109'), ('EC110'), ('EC111'), ('EC114'),
    ('EC148')
) as facts (student_id);

insert into out.students by name
select
    student_id, student_id as local_student_id, ssid,
    'Robin' as legal_first_name, 'Example' as legal_last_name,
    case when student_id = 'EC107' then '2019-09-15' else '2011-03-15' end as birth_date,
    'Female' as gender_code, 'CA' as birth_state_code, 'US' as birth_country_code,
    case when student_id <> 'EC111' then 'false' end as is_hispanic,
    case when student_id <> 'EC111' then 'White' end as race_code_1,
    '00' as primary_language_code
from planted_by_rules
union all by name
-- One person twice: both ask for a number.
select
    student_id, student_id as local_student_id, first_name as legal_first_name,
    last_name as legal_last_name, '2011-03-16' as birth_date, 'Female' as gender_code,
    'CA' as birth_state_code, 'US' as birth_country_code, 'false' as is_hispanic,
    'White' as race_code_1, '00' as primary_language_code
from (
    values ('EC139A', 'Jose', 'O''Neil'), ('EC139B', 'José', 'ONEIL')
) as facts (student_id, first_name, last_name);

insert into out.enrollments by name
select
    enrollment_id, student_id, place(place) as org_id, entry_date, exit_date, exit_code,
    completion_code, grade_code, 'P' as enrollment_type_code
from (
    values
    ('EC103A', 'EC103', 'A', '2023-08-12', null, null, null, '7'),
    ('EC104A', 'EC104', 'A', '2023-08-12', '2023-12-20', 'XFER', null, '7'),
    ('EC104B', 'EC104', 'B', '2024-01-06', null, null, null, '7'),
    ('EC107A', 'EC107', 'A', '2023-08-12', null, null, null, 'TK'),
    ('EC108A', 'EC108', 'A', '2023-08-12', '2024-03-01', 'COMPL', 'DIPLOMA', '12'),
    ('EC108B', 'EC108', 'B', '2024-03-04', null, null, null, '12'),
    ('EC109A', 'EC109', 'A', '2023-08-12', '2023-11-15', 'UPD', null, '7'),
    ('EC110A', 'EC110', 'A', '2023-08-12', null, null, null, '7'),
    ('EC111A', 'EC111', 'A', '2023-08-12', null, null, null, '7'),
    ('EC114A', 'EC114', 'A', '2023-08-12', null, null, null, '7'),
    ('EC139A', 'EC139A', 'A', '2023-08-12', null, null, null, '7'),
    ('EC139B', 'EC139B', 'A', '2023-08-12', null, null, null, '7'),
    ('EC148A', 'EC148', 'A', '2023-08-12', null, null, null, '7')
) as facts (
    enrollment_id, student_id, place, entry_date, exit_date, exit_code, completion_code, grade_code
);

insert into out.student_guardians by name
select
    'EC110' as student_id, guardian_order, first_name, last_name, education_level_code
from (
    values ('1', 'Rosa', 'Example', 'HS'), ('2', 'Leo', null, null)
) as facts (guardian_order, first_name, last_name, education_level_code);

insert into out.student_programs by name
select
    student_program_id, student_id, place('A') as org_id, program as program_code,
    membership as membership_code, start_date, end_date
from (
    values
    ('EC103P', 'EC103', 'GATE', 'P', '2023-07-01', null),
    ('EC104P', 'EC104', 'FREE', 'E', '2023-08-12', '2024-03-01')
) as facts (student_program_id, student_id, program, membership, start_date, end_date);

-- The first section has nobody but an itinerant teacher, the second is scheduled in flagged rows
-- alone, the third in a term with two results of one marking period.
insert into out.staff by name
select * replace ('EC112' as staff_id, 'EC112' as local_staff_id, '1700000112' as seid)
from out.staff
where staff_id = 'EC000';
insert into out.staff_assignments by name
select
    'EC112A' as staff_assignment_id, 'EC112' as staff_id, place('A') as org_id,
    'ITIN' as job_classification_code, '100' as fte_percent, '2020-07-01' as start_date;
insert into out.courses by name
select * replace (
    'EC116' as course_id, 'EC116' as local_course_code, 'Planted EC116' as course_name,
    null as standards_grade_range_code
)
from out.courses
where course_id = 'EC052';
insert into out.sections by name
select
    section_id, course_id, place('A') as org_id, 'EC-YEAR' as session_id,
    section_id as local_section_code
from (
    values ('EC112', 'EC052'), ('EC114', 'EC052'), ('EC116', 'EC116'), ('EC148', 'EC052')
) as facts (section_id, course_id);
insert into out.section_staff by name
select
    section_id, case when section_id = 'EC112' then 'EC112' else 'EC000' end as staff_id,
    '2023-08-12' as start_date, 'true' as is_primary
from out.sections
where section_id in ('EC112', 'EC114', 'EC116', 'EC148');
insert into out.section_enrollments by name
select
    section_id, student_id, '2023-08-12' as start_date,
    case when section_id = 'EC148' then 'true' end as exclude_from_state_reporting
from (
    values ('EC114', 'EC114'), ('EC116', 'EC114'), ('EC148', 'EC148')
) as facts (section_id, student_id);
insert into out.course_grades by name
select
    course_grade_id, 'EC114' as student_id, 'EC114' as section_id, '2024' as school_year,
    'YR' as marking_period_code, 'B' as final_mark, '2.50' as credits_attempted,
    '2.50' as credits_earned
from (values ('EC114G1'), ('EC114G2')) as facts (course_grade_id);

-- A class number longer than TE is said to keep.
insert into out.adult_classes by name
select * replace ('EC142' as class_id, '103040.001' as class_code)
from out.adult_classes
where class_id = 'EC091';
update out.adult_classes set start_date = '2023-08-21', end_date = '2024-06-07'
where class_id = 'EC142';
