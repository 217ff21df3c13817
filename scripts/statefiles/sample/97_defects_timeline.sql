-- Planted cases, part 9: enrollments that contradict what comes after them or what is elsewhere, and
-- a number of the state that two students have.

insert into out.students by name
select
    student_id, student_id as local_student_id, '96000000' || number as ssid,
    'Sasha' as legal_first_name, 'Timeline' as legal_last_name, birth_date,
    'Nonbinary' as gender_code, 'CA' as birth_state_code, 'US' as birth_country_code,
    'false' as is_hispanic, 'White' as race_code_1, '00' as primary_language_code
from (
    values
    ('TL01', '01', '2011-05-01'), ('TL02', '02', '2011-05-02'), ('TL03', '03', '2011-05-03'),
    ('TL04', '04', '2011-05-04'), ('TL05A', '05', '2011-05-05'), ('TL05B', '05', '2011-05-06')
) as facts (student_id, number, birth_date);

-- The independent charter is that of case 25.
insert into out.enrollments by name
select
    enrollment_id, student_id, place(place) as org_id, entry_date, exit_date, exit_code,
    '7' as grade_code, 'P' as enrollment_type_code
from (
    values
    ('TL01A', 'TL01', 'A', '2023-08-14', null, null),
    ('TL01B', 'TL01', 'EC025C', '2023-09-01', null, null),
    ('TL02A', 'TL02', 'A', '2023-08-14', null, null),
    ('TL02B', 'TL02', 'EC025C', '2023-08-14', null, null),
    ('TL03A', 'TL03', 'A', '2023-08-14', '2024-05-16', 'YREND'),
    ('TL03B', 'TL03', 'A', '2024-05-20', null, null),
    ('TL04A', 'TL04', 'A', '2023-08-14', '2023-11-15', 'XFER'),
    ('TL04B', 'TL04', 'A', '2023-11-16', null, null),
    ('TL05A', 'TL05A', 'A', '2023-08-14', null, null),
    ('TL05B', 'TL05B', 'A', '2023-08-14', null, null)
) as facts (enrollment_id, student_id, place, entry_date, exit_date, exit_code);
