-- Planted cases, part 6: raw values that must not pass for good data.

insert into out.students by name
select students.* replace (
    facts.student_id as student_id, facts.student_id as local_student_id, facts.ssid as ssid,
    facts.last_name as legal_last_name, facts.birth_date as birth_date
)
from out.students
cross join (
    values
    ('EC130', '9913000001', 'Example', '2011-03-15'),
    ('EC131', '9913100001', 'Example', '0013-02-28'),
    ('EC133', '9913300001', 'De' || chr(160) || 'La Cruz', '2011-03-15'),
    ('RD20', '9902000001', 'Example', '2011-03-15')
) as facts (student_id, ssid, last_name, birth_date)
where students.student_id = 'EC002';

insert into out.enrollments by name
select enrollments.* replace (
    facts.student_id || 'A' as enrollment_id, facts.student_id as student_id,
    facts.entry_date as entry_date, facts.exit_date as exit_date, facts.exit_code as exit_code
)
from out.enrollments
cross join (
    values
    ('EC130', '2204-08-12', null, null), ('EC131', '2023-08-14', null, null),
    ('EC133', '2023-08-14', null, null), ('RD20', '2023-08-14', '2023-08-14', 'STAYED AWAY')
) as facts (student_id, entry_date, exit_date, exit_code)
where enrollments.enrollment_id = 'EC002A';

-- The state spells the code N470.
insert into out.code_translations (code_set, local_code, state_code)
values
('calpads.student_exit_category', 'STAYED AWAY', 'n470'),
('calpads.gendr', 'RD19', 'F');

insert into out.staff by name
select * replace (
    'RD17' as staff_id, 'RD17' as local_staff_id, '1900000117' as seid
)
from out.staff
where staff_id = 'EC066';
insert into out.staff_assignments by name
select * replace (
    'RD17A' as staff_assignment_id, 'RD17' as staff_id, 'half' as fte_percent
)
from out.staff_assignments
where staff_assignment_id = 'EC066A';

insert into out.students by name
select * replace ('RD18' as student_id, 'RD18' as local_student_id)
from out.students
where student_id = 'EC081';
insert into out.adult_class_enrollments by name
select * replace ('RD18' as student_id)
from out.adult_class_enrollments
where class_id = 'EC081' and student_id = 'EC081';
insert into out.adult_attendance by name
select * replace (
    'RD18' as student_id,
    case when row_number() over (order by attendance_date) = 1 then '1 h' else minutes end
        as minutes
)
from out.adult_attendance
where class_id = 'EC081' and student_id = 'EC081';
