-- Planted cases, part 4: courses, sections, marks and staff.

insert into out.academic_sessions by name
select
    session_id, place('A') as org_id, '2024' as school_year, 'YR' as term_code, start_date, end_date
from (
    values ('EC-YEAR', '2023-08-12', '2024-05-30'), ('EC056', '2023-08-12', '2023-10-02')
) as facts (session_id, start_date, end_date);

insert into out.staff by name
select
    staff_id, staff_id as local_staff_id,
    case when staff_id <> 'EC064' then '19' || lpad(cast(number as varchar), 8, '0') end as seid,
    'Terry' as legal_first_name, 'Teacher' as legal_last_name, '1980-05-14' as birth_date,
    'Male' as gender_code, 'false' as is_hispanic, 'White' as race_code_1,
    'M' as highest_degree_code, '1' as employment_status_code,
    '2012-08-15' as employment_start_date, '12' as service_years_lea, '14' as service_years_total
from (
    values
    (1, 'EC000'), (2, 'EC053X'), (3, 'EC053Y'), (4, 'EC054X'), (5, 'EC054Y'), (6, 'EC062'),
    (7, 'EC063'), (8, 'EC064'), (9, 'EC066'), (10, 'EC067')
) as facts (number, staff_id);

insert into out.courses by name
select
    course_id, course_id as local_course_code, 'Planted ' || course_id as course_name,
    '9243' as state_course_code, 'SEC' as standards_grade_range_code,
    '1' as standards_alignment_code, instructional_level_code, language_of_instruction_code,
    independent_study
from (
    values
    ('EC049', '14', null, null), ('EC050', null, '01', null), ('EC051', null, null, 'true'),
    ('EC052', null, null, null)
) as facts (
    course_id, instructional_level_code, language_of_instruction_code, independent_study
);

insert into out.sections by name
select
    section_id, course_id, place('A') as org_id,
    case when section_id = 'EC056' then 'EC056' else 'EC-YEAR' end as session_id,
    section_id as local_section_code, multiple_teacher_code, instructional_level_code,
    independent_study
from (
    values
    ('EC049', 'EC049', null, '15', null), ('EC050', 'EC050', null, null, null),
    ('EC051', 'EC051', null, null, 'false'), ('EC052', 'EC052', null, null, null),
    ('EC053', 'EC052', 'TEAM', null, null), ('EC054', 'EC052', null, null, null),
    ('EC055', 'EC052', null, null, null), ('EC056', 'EC052', null, null, null),
    ('EC057', 'EC052', null, null, null), ('EC058', 'EC052', null, null, null),
    ('EC059', 'EC052', null, null, null), ('EC061', 'EC052', null, null, null)
) as facts (
    section_id, course_id, multiple_teacher_code, instructional_level_code, independent_study
);

insert into out.section_staff by name
select section_id, staff_id, start_date, end_date, 'true' as is_primary
from (
    values
    ('EC053', 'EC053X', '2023-08-12', null), ('EC053', 'EC053Y', '2023-08-12', null),
    ('EC054', 'EC054X', '2023-08-12', '2023-12-20'), ('EC054', 'EC054Y', '2024-01-06', null)
) as facts (section_id, staff_id, start_date, end_date)
union all by name
select section_id, 'EC000' as staff_id, '2023-08-12' as start_date, 'true' as is_primary
from out.sections
where section_id like 'EC%' and section_id not in ('EC052', 'EC053', 'EC054');

insert into out.section_enrollments by name
select section_id, student_id, start_date, end_date
from (
    values
    ('EC057', 'EC057', '2023-08-12', '2023-08-11'), ('EC058', 'EC058', '2023-08-12', '2023-09-29'),
    ('EC058', 'EC058', '2023-11-01', null), ('EC059', 'EC059', '2023-08-12', '2023-10-15'),
    ('EC061', 'EC061', '2023-08-12', null)
) as facts (section_id, student_id, start_date, end_date)
union all by name
select section_id, 'EC002' as student_id, '2023-08-12' as start_date
from out.sections
where section_id between 'EC049' and 'EC056' and section_id <> 'EC055';

insert into out.course_grades by name
select
    course_grade_id, left(course_grade_id, 5) as student_id, section_id, '2024' as school_year,
    'YR' as marking_period_code, final_mark, credits as credits_attempted, credits as credits_earned
from (
    values
    ('EC059G', 'EC059', 'W', '0'), ('EC060G', null, 'A', '5'), ('EC061G', 'EC061', null, '5')
) as facts (course_grade_id, section_id, final_mark, credits);

insert into out.staff_assignments by name
select
    assignment_id as staff_assignment_id, left(assignment_id, 5) as staff_id,
    place(place) as org_id, job as job_classification_code, duty as nonclassroom_code,
    percent as fte_percent, start_date, end_date
from (
    values
    ('EC062A', 'A', 'TCH', null, '100', '2024-06-30', '2024-06-30'),
    ('EC063A', 'A', 'TCH', null, '100', '2020-07-01', '2023-06-30'),
    ('EC064A', 'A', 'TCH', null, '100', '2020-07-01', null),
    ('EC066A', 'A', 'TCH', null, '60', '2020-07-01', null),
    ('EC066B', 'B', 'TCH', null, '40', '2020-07-01', null),
    ('EC067A', 'A', 'ADMIN', '0301', '30', '2020-07-01', null),
    ('EC067B', 'A', 'ADMIN', '0302', '50', '2020-07-01', null)
) as facts (assignment_id, place, job, duty, percent, start_date, end_date);
