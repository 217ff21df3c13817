-- Planted cases, part 3: addresses, programs, waivers, discipline, attendance, language status.

insert into out.student_addresses by name
select
    'EC042' as student_id, 'residence' as address_type, start_date, end_date, line_1,
    'Oakfield' as city, 'CA' as state_code, '95367' as zip_code
from (
    values ('2022-07-01', '2023-12-31', '1 First St'), ('2024-01-01', null, '2 Second St')
) as facts (start_date, end_date, line_1);

insert into out.student_programs by name
select
    student_program_id, left(student_program_id, 5) as student_id, place(place) as org_id,
    program as program_code, start_date
from (
    values
    ('EC044A', 'A', 'GATE', '2023-08-12'),
    ('EC044B', 'A', 'GATE', '2023-09-01'),
    ('EC045A', 'A', 'FREE', '2022-08-14'),
    ('EC046A', null, 'GATE', '2023-08-12'),
    ('EC047A', 'B', 'GATE', '2023-08-12')
) as facts (student_program_id, place, program, start_date);

insert into out.student_waivers by name
select
    'EC068A' as waiver_id, 'EC068' as student_id, place('A') as org_id, '1' as exemption_code,
    'GRANTED' as outcome_code, '2015-06-30' as outcome_date;
insert into out.student_programs by name
select
    'EC068A' as student_program_id, 'EC068' as student_id, place('A') as org_id,
    'SPED' as program_code, 'E' as membership_code, '2014-08-18' as start_date,
    '2015-06-30' as end_date;

create table planted_incidents as
select
    *
from (
    values
    ('EC069I', 'EC069', '2023-11-06', '511'),
    ('EC070I', 'EC070', '2023-11-07', '511'),
    ('EC071I', 'EC071', '2019-06-30', '511'),
    ('EC071J', 'EC071', '2019-07-01', '511'),
    ('EC074I', 'EC074', '2023-11-08', null),
    ('RD02I', 'RD02', '2023-11-09', '511')
) as facts (incident_id, student_id, incident_date, offense_code);

insert into out.discipline_incidents by name
select
    incident_id, place('A') as org_id, incident_id as local_incident_number, incident_date,
    offense_code as most_severe_offense_code
from planted_incidents;
insert into out.discipline_participants by name
select incident_id, student_id, 'true' as instructional_support from planted_incidents;
insert into out.discipline_offenses by name
select incident_id, student_id, offense_code from planted_incidents
where offense_code is not null
union all
select 'EC069I', 'EC069', '512';
insert into out.discipline_actions by name
select
    action_id, left(action_id, length(action_id) - 1) as incident_id,
    left(action_id, length(action_id) - 2) as student_id, action_code,
    case when action_code in ('SUS') then 'SCHOOL' end as authority_code, duration_days
from (
    values
    ('EC069I1', 'SUS', '2'), ('EC069I2', 'OTH', null), ('EC070I1', 'SUS', '0.5'),
    ('EC071I1', 'SUS', '1'), ('EC071J1', 'SUS', '1'), ('EC074I1', 'RES', null),
    ('RD02I1', 'SUS', 'two')
) as facts (action_id, action_code, duration_days);

insert into out.attendance_days by name
select student_id, place('A') as org_id, attendance_date, attendance_code, day_portion
from (
    values
    ('EC072', '2023-09-05', 'A', null), ('EC072', '2023-10-12', 'A', '1'),
    ('EC072', '2023-11-03', 'A', '1.00'),
    ('EC073', '2018-09-05', 'A', null), ('EC073', '2018-10-12', 'A', '1'),
    ('EC073', '2018-11-05', 'A', '1.00'),
    ('EC075', '2023-08-16', 'A', '1.00'), ('EC075', '2023-08-18', 'OS', '0.50')
) as facts (student_id, attendance_date, attendance_code, day_portion);

insert into out.student_language_statuses by name
select 'EC076' as student_id, '2023-09-10' as start_date, 'EL' as elas_code;
update out.students set primary_language_code = '01'
where student_id = 'EC076';
