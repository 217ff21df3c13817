-- Planted cases, part 5: the adult school, and science tests of entities just big enough to show.

create table planted_classes as
select
    *
from (
    values
    ('EC077', '2023-08-21', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC081', '2023-08-21', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC083', '2023-08-21', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC084A', '2023-08-19', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC084B', '2023-09-03', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC084C', '2023-10-07', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC084D', '2023-11-04', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC084E', '2023-08-12', '2024-06-07', ['WIOA | ESL/ELL']),
    ('EC088', '2023-08-21', '2024-06-07', ['WIOA | ESL/ELL', 'Evening']),
    ('EC089', '2023-08-21', '2024-06-07', ['WIOA | Basic Skills']),
    ('EC091', '2022-08-21', '2023-06-07', ['WIOA | ESL/ELL'])
) as facts (class_id, start_date, end_date, course_groups);

insert into out.adult_classes by name
select
    class_id, 'A1-01' as org_id, class_id as class_code, 'Planted ' || class_id as class_title,
    start_date, end_date, 'ESL Beginning' as instructional_level_code
from planted_classes;
insert into out.adult_class_groups by name
select class_id, 'course_group' as group_type, unnest(course_groups) as group_code
from planted_classes;

insert into out.students by name
select
    'EC' || number as student_id, 'EC' || number as local_student_id, 'Lee' as legal_first_name,
    'Learner' as legal_last_name, '1990-01-15' as birth_date, 'Female' as gender_code,
    case when number = '090' then '900000001' end as ssn
from (
    values ('077'), ('078'), ('079'), ('080'), ('081'), ('082'), ('083A'), ('083B'), ('083C'),
    ('083D'), ('084'), ('085'), ('086'), ('087'), ('088'), ('090')
) as facts (number);

insert into out.adult_class_enrollments by name
select class_id, student_id, enrollment_date, status as status_code
from (
    values
    ('EC077', 'EC077', '2023-09-10', 'Enrolled'), ('EC077', 'EC078', '2023-09-10', 'Enrolled'),
    ('EC077', 'EC079', '2023-09-10', 'Enrolled'), ('EC077', 'EC080', '2023-09-10', 'Enrolled'),
    ('EC081', 'EC081', '2023-08-21', 'Enrolled'), ('EC081', 'EC082', '2023-08-21', 'Enrolled'),
    ('EC083', 'EC083A', '2023-08-21', 'Enrolled'), ('EC083', 'EC083B', '2023-08-21', 'Pending'),
    ('EC083', 'EC083C', '2023-08-21', 'Completed'), ('EC083', 'EC083D', '2023-08-21', 'Dropped'),
    ('EC084A', 'EC084', '2023-08-21', 'Enrolled'), ('EC084B', 'EC084', '2023-09-05', 'Enrolled'),
    ('EC084C', 'EC084', '2023-10-09', 'Enrolled'), ('EC084D', 'EC084', '2023-11-06', 'Enrolled'),
    ('EC084E', 'EC084', '2023-08-14', 'Enrolled'), ('EC084A', 'EC085', '2023-08-20', 'Enrolled'),
    ('EC084C', 'EC085', '2023-10-08', 'Enrolled'), ('EC077', 'EC086', '2023-09-10', 'Enrolled'),
    ('EC077', 'EC087', '2023-09-10', 'Enrolled'), ('EC088', 'EC088', '2023-09-10', 'Enrolled'),
    ('EC089', 'EC088', '2023-09-10', 'Enrolled'), ('EC077', 'EC090', '2023-09-10', 'Enrolled'),
    ('EC091', 'EC077', '2022-09-10', 'Completed')
) as facts (class_id, student_id, enrollment_date, status);

insert into out.adult_attendance by name
select class_id, student_id, attendance_date, minutes, updated_at
from (
    values
    ('EC077', 'EC077', '2023-09-04', '150', null), ('EC081', 'EC081', '2023-08-21', '600', null),
    ('EC081', 'EC081', '2024-01-10', '300', null), ('EC081', 'EC082', '2023-08-22', '0', null),
    ('EC084A', 'EC084', '2023-12-13', '120', null), ('EC084B', 'EC084', '2023-12-18', '120', null),
    ('EC084C', 'EC084', '2023-11-01', '120', null), ('EC084D', 'EC084', '2023-12-02', '120', null),
    -- A corrected row: the same key, changed later.
    ('EC083', 'EC083A', '2023-09-05', '150', '2023-09-05T20:00:00-07:00'),
    ('EC083', 'EC083A', '2023-09-05', '120', '2023-09-06T09:00:00-07:00')
) as facts (class_id, student_id, attendance_date, minutes, updated_at);

insert into out.adult_student_groups (student_id, group_type, group_code)
values ('EC079', 'customer_group', 'CalWORKS'), ('EC080', 'customer_group', 'Bus Pass');

insert into out.adult_program_updates by name
select
    update_id, left(update_id, 5) as student_id, 'A1-01' as org_id,
    'WIOA | ESL/ELL' as program_code, update_date, status as program_status_code,
    progress as progress_code, reason as exit_reason_code
from (
    values
    ('EC086U1', '2023-12-10', 'Left', 'COMP', 'JOB'),
    ('EC086U2', '2023-11-01', 'Retained', 'ADV', 'MOVED'),
    ('EC087U1', '2023-12-10', 'Left', null, null)
) as facts (update_id, update_date, status, progress, reason);

-- Schools of made-up districts 99990 to 99992 for the science test; they belong to no agency here.
insert into out.orgs by name
select
    org_id, 'school' as org_type, 'Site ' || org_id as org_name,
    '99' || district || lpad(cast(number as varchar), 7, '0') as cds_code,
    funding as charter_funding_code
from (
    values
    (92, 'EC092', '99990', null), (93, 'EC093', '99990', null), (94, 'EC094', '99990', null),
    (951, 'EC095L', '99991', 'LF'), (952, 'EC095P', '99991', null),
    (961, 'EC096D', '99992', 'DF'), (962, 'EC096P', '99992', null), (97, 'EC097', '99990', null),
    (98, 'EC098', '99990', null)
) as facts (number, org_id, district, funding);

insert into out.assessment_results by name
select
    '89'
    || lpad(
        cast(row_number() over (order by facts.org_id, grade, indicator, seat) as varchar), 8, '0'
    )
        as ssid,
    '2018' as test_year, '17' as test_id, out.orgs.cds_code as school_cds_code,
    'false' as is_nonpublic_school, grade as grade_code, indicator as include_indicator,
    case when indicator = 'Y' then '46.0' end as percent_correct,
    case when indicator = 'Y' then cast(1 + seat % 3 as varchar) end as preliminary_indicator,
    'Female' as gender_code, case when facts.org_id = 'EC097' then '800' else '500' end
        as reporting_ethnicity_code,
    'EO' as elas_code, 'false' as is_migrant, 'false' as is_economically_disadvantaged
from (
    values
    ('EC092', '05', 'Y', 10), ('EC092', '05', 'T', 1), ('EC092', '05', 'N', 3),
    ('EC093', '05', 'Y', 11), ('EC093', '05', 'T', 1), ('EC093', '05', 'N', 2),
    ('EC094', '05', 'Y', 20), ('EC094', '08', 'Y', 15), ('EC094', '11', 'Y', 12),
    ('EC095L', '05', 'Y', 12), ('EC095P', '05', 'Y', 20), ('EC096D', '05', 'Y', 12),
    ('EC096P', '05', 'Y', 20), ('EC097', '08', 'Y', 12), ('EC098', '05', 'Y', 33)
) as facts (org_id, grade, indicator, many)
inner join out.orgs on facts.org_id = out.orgs.org_id
cross join lateral range(facts.many) as seats (seat);
