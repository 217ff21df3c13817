-- Planted cases, part 7: rules on disability, place, staff and science tests, minutes of attendance,
-- keys that look alike, and what is open at its start. SR and a number is a state rule without edge
-- case. What rules of later years refuse is open until then or lies in 2024-25.

insert into out.students by name
select
    student_id, student_id as local_student_id,
    '97' || lpad(cast(row_number() over (order by student_id) as varchar), 8, '0') as ssid,
    'Robin' as legal_first_name, 'Planted' as legal_last_name, birth_date,
    'Female' as gender_code, 'CA' as birth_state_code, 'US' as birth_country_code,
    'false' as is_hispanic, 'White' as race_code_1, '00' as primary_language_code,
    has_disability
from (
    values
    ('EC119', '2011-03-15', null), ('RD21', '2011-03-16', null), ('RD22', '2011-03-17', null),
    ('RD23', '2011-03-18', null), ('RD24', '2011-03-19', null), ('SR0318', '2011-03-20', null),
    ('SR0439', '2006-03-15', 'true'), ('SR0719', '1999-03-15', 'true')
) as facts (student_id, birth_date, has_disability);

-- A school whose census day is no school day, with minutes of instruction in its calendar; and one
-- of a county office.
insert into out.orgs by name
select
    org_id, parent_org_id, org_type, 'Site ' || org_id as org_name,
    case when org_type = 'county_office' then '5099999' else lea_code end || school_code
        as cds_code
from (
    values
    ('EC119S', 'LEA1', 'school', '0199119'), ('SR0318C', null, 'county_office', '0000000'),
    ('SR0318S', 'SR0318C', 'school', '0199318'), ('EC138S', 'LEA1', 'school', '0199138'),
    ('1-EC138S', 'LEA1', 'school', '0199139')
) as facts (org_id, parent_org_id, org_type, school_code)
cross join (select any_value(lea_code) as lea_code from districts where district_no = 1) as own;

insert into out.calendar_days by name
select
    'EC119S' as org_id, calendar_date,
    case when calendar_date = '2023-10-04' then 'false' else 'true' end as is_instructional,
    '330' as instructional_minutes
from (
    values ('2023-09-05'), ('2023-10-03'), ('2023-10-04'), ('2023-10-05'), ('2023-11-03')
) as facts (calendar_date);

insert into out.enrollments by name
select
    enrollment_id, student_id, place(place) as org_id, entry_date, exit_date,
    case when exit_date is not null then 'XFER' end as exit_code, grade as grade_code,
    'P' as enrollment_type_code, transfer as transfer_code, transition as transition_status
from (
    values
    ('EC119A', 'EC119', 'EC119S', '2023-08-14', '2023-10-03', '7', null, null),
    ('EC119B', 'EC119', 'EC119S', '2023-10-05', null, '7', null, null),
    ('RD21A', 'RD21', 'A', '2023-08-14', null, '7', null, null),
    ('RD22A', 'RD22', 'A', '2023-08-14', null, '7', null, null),
    ('RD23A', 'RD23', 'A', '2023-08-14', null, '7', null, null),
    ('RD24A', 'RD24', 'EC119S', '2023-08-14', null, '7', null, null),
    ('SR0318A', 'SR0318', 'SR0318S', '2023-08-14', null, '8', 'INTER', null),
    ('SR0439A', 'SR0439', 'A', '2023-08-14', null, '12', null, null),
    ('SR0719A', 'SR0719', 'B', '2023-08-14', null, '12', null, 'true')
) as facts (
    enrollment_id, student_id, place, entry_date, exit_date, grade, transfer, transition
);

-- Without first day: open at the start.
insert into out.student_programs by name
select
    'RD21P' as student_program_id, 'RD21' as student_id, place('A') as org_id,
    'GATE' as program_code, 'P' as membership_code;
insert into out.student_addresses by name
select
    'RD22' as student_id, 'residence' as address_type, '2 Second St' as line_1,
    'Oakfield' as city, 'CA' as state_code, '95367' as zip_code;

-- A share that is no number leaves the count of the year unknown; minutes are a share of the day,
-- and more than 30 of them count for truancy.
insert into out.attendance_days by name
select
    student_id, place(place) as org_id, attendance_date, 'A' as attendance_code, day_portion,
    minutes_absent
from (
    values
    ('RD23', 'A', '2023-09-05', 'half', null), ('RD23', 'A', '2023-10-12', '1', null),
    ('RD23', 'A', '2023-11-03', '1', null), ('RD24', 'EC119S', '2023-09-05', null, '31'),
    ('RD24', 'EC119S', '2023-10-03', null, '55'), ('RD24', 'EC119S', '2023-11-03', null, '330')
) as facts (student_id, place, attendance_date, day_portion, minutes_absent);

insert into out.staff by name
select staff.* replace (
    facts.staff_id as staff_id, facts.staff_id as local_staff_id, facts.seid as seid
)
from out.staff
cross join (
    values ('EC118', '1700000118'), ('EC138-1', '1700000138'), ('EC138', '1700000139')
) as facts (staff_id, seid)
where staff.staff_id = 'EC000';
-- A teacher of two schools with a section at one; and keys that one hyphen would make equal.
insert into out.staff_assignments by name
select
    assignment_id as staff_assignment_id, staff_id, place(place) as org_id,
    'TCH' as job_classification_code, percent as fte_percent, '2020-07-01' as start_date
from (
    values
    ('EC118A', 'EC118', 'A', '60'), ('EC118B', 'EC118', 'B', '40'),
    ('EC138A', 'EC138-1', 'EC138S', '50'), ('EC138B', 'EC138', '1-EC138S', null)
) as facts (assignment_id, staff_id, place, percent);

-- Two services in a team, a number that one source finds too long, and a year with nearly nobody
-- to teach.
insert into out.academic_sessions by name
select
    'EC140' as session_id, place('A') as org_id, '2025' as school_year, 'YR' as term_code,
    '2024-08-12' as start_date, '2025-05-30' as end_date;
insert into out.sections by name
select
    section_id, 'EC052' as course_id, place('A') as org_id, session as session_id,
    code as local_section_code, team as multiple_teacher_code, service as education_service_code
from (
    values
    ('EC113A', 'EC-YEAR', 'EC113', 'TEAM', '2'), ('EC113B', 'EC-YEAR', 'EC113', 'TEAM', '3'),
    ('RD25', 'EC-YEAR', 'SECTION-RD25', null, null), ('EC140A', 'EC140', 'EC140A', null, null),
    ('EC140B', 'EC140', 'EC140B', null, null), ('EC140C', 'EC140', 'EC140C', null, null),
    ('EC140D', 'EC140', 'EC140D', null, null)
) as facts (section_id, session, code, team, service);
insert into out.section_staff by name
select section_id, staff_id, start_date, 'true' as is_primary
from (
    values
    ('EC113A', 'EC053X', '2023-08-12'), ('EC113B', 'EC053Y', '2023-08-12'),
    ('RD25', 'EC000', '2023-08-12'), ('EC140A', 'EC118', '2024-08-12')
) as facts (section_id, staff_id, start_date);
insert into out.section_enrollments by name
select
    section_id, 'EC002' as student_id,
    case session_id when 'EC140' then '2024-08-12' else '2023-08-12' end as start_date
from out.sections
where section_id in ('EC113A', 'EC113B', 'RD25') or session_id = 'EC140';

-- A status that a shorter range leaves out, though it was sent before.
insert into out.students by name
select * replace ('EC149' as student_id, 'EC149' as local_student_id)
from out.students
where student_id = 'EC086';
insert into out.adult_class_enrollments by name
select * replace ('EC149' as student_id)
from out.adult_class_enrollments
where student_id = 'EC086';
insert into out.adult_program_updates by name
select * replace ('EC149U1' as update_id, 'EC149' as student_id, 'Retained' as program_status_code)
from out.adult_program_updates
where update_id = 'EC086U1';

-- Scored in 2021, and no score.
insert into out.assessment_results by name
select * replace ('8999990026' as ssid, null as scale_score)
from out.assessment_results
where test_year = '2021' and include_indicator = 'Y' and is_nonpublic_school = 'false'
order by ssid
limit 1;
