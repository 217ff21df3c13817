-- Planted cases, part 8: one row for each reference of the contract whose other row is not there.
insert into out.orgs by name
select * replace ('OR01A' as org_id, null as cds_code, 'OR01' as parent_org_id)
from out.orgs
where org_id = 'EC119S';
insert into out.academic_sessions by name
select * replace ('OR02A' as session_id, 'OR02' as org_id)
from out.academic_sessions
where session_id = 'EC-YEAR';
insert into out.calendar_days by name
select * replace ('OR03' as org_id)
from out.calendar_days
where org_id = 'EC119S' and calendar_date = '2023-09-05';
insert into out.student_addresses by name
select * replace ('OR04' as student_id)
from out.student_addresses
where student_id = 'EC042' and end_date is null;
insert into out.student_guardians by name
select * replace ('OR05' as student_id)
from out.student_guardians
where student_id = 'EC110' and guardian_order = '1';
insert into out.student_language_statuses by name
select * replace ('OR06' as student_id)
from out.student_language_statuses
where student_id = 'EC076';
insert into out.enrollments by name
select * replace ('OR07A' as enrollment_id, 'OR07' as student_id)
from out.enrollments
where enrollment_id = 'EC002A';
insert into out.enrollments by name
select * replace ('OR08A' as enrollment_id, 'OR08' as org_id)
from out.enrollments
where enrollment_id = 'EC002A';
insert into out.student_programs by name
select * replace ('OR09A' as student_program_id, 'OR09' as student_id)
from out.student_programs
where student_program_id = 'EC044A';
insert into out.student_programs by name
select * replace ('OR10A' as student_program_id, 'OR10' as org_id)
from out.student_programs
where student_program_id = 'EC044A';
insert into out.student_cte_pathways by name
select * replace ('OR11' as student_id)
from out.student_cte_pathways
order by student_id, org_id, school_year, pathway_code
limit 1;
insert into out.student_cte_pathways by name
select * replace ('OR12' as org_id)
from out.student_cte_pathways
order by student_id, org_id, school_year, pathway_code
limit 1;
insert into out.student_waivers by name
select * replace ('OR13A' as waiver_id, 'OR13' as student_id)
from out.student_waivers
where waiver_id = 'EC068A';
insert into out.student_waivers by name
select * replace ('OR14A' as waiver_id, 'OR14' as org_id)
from out.student_waivers
where waiver_id = 'EC068A';
insert into out.sections by name
select * replace ('OR15A' as section_id, 'OR15A' as local_section_code, 'OR15' as course_id)
from out.sections
where section_id = 'EC055';
insert into out.sections by name
select * replace ('OR16A' as section_id, 'OR16A' as local_section_code, 'OR16' as org_id)
from out.sections
where section_id = 'EC055';
insert into out.sections by name
select * replace ('OR17A' as section_id, 'OR17A' as local_section_code, 'OR17' as session_id)
from out.sections
where section_id = 'EC055';
insert into out.section_staff by name
select * replace ('OR18' as section_id)
from out.section_staff
where section_id = 'EC055';
insert into out.section_staff by name
select * replace ('OR19' as staff_id)
from out.section_staff
where section_id = 'EC055';
insert into out.section_enrollments by name
select * replace ('OR20' as section_id)
from out.section_enrollments
where section_id = 'EC061';
insert into out.section_enrollments by name
select * replace ('OR21' as student_id)
from out.section_enrollments
where section_id = 'EC061';
insert into out.course_grades by name
select * replace ('OR22A' as course_grade_id, 'OR22' as student_id)
from out.course_grades
where course_grade_id = 'EC059G';
insert into out.course_grades by name
select * replace ('OR23A' as course_grade_id, 'OR23' as section_id)
from out.course_grades
where course_grade_id = 'EC059G';
insert into out.staff_assignments by name
select * replace ('OR24A' as staff_assignment_id, 'OR24' as staff_id)
from out.staff_assignments
where staff_assignment_id = 'EC066A';
insert into out.staff_assignments by name
select * replace ('OR25A' as staff_assignment_id, 'OR25' as org_id)
from out.staff_assignments
where staff_assignment_id = 'EC066A';
insert into out.attendance_days by name
select * replace ('OR26' as student_id)
from out.attendance_days
where student_id = 'EC072' and attendance_date = '2023-10-12';
insert into out.attendance_days by name
select * replace ('OR27' as org_id)
from out.attendance_days
where student_id = 'EC072' and attendance_date = '2023-10-12';
insert into out.discipline_incidents by name
select * replace ('OR28A' as incident_id, 'OR28' as org_id)
from out.discipline_incidents
where incident_id = 'EC069I';
insert into out.discipline_participants by name
select * replace ('OR29' as incident_id)
from out.discipline_participants
where incident_id = 'EC069I';
insert into out.discipline_participants by name
select * replace ('OR30' as student_id)
from out.discipline_participants
where incident_id = 'EC069I';
insert into out.discipline_offenses by name
select * replace ('OR31' as incident_id)
from out.discipline_offenses
where incident_id = 'EC069I' and offense_code = '511';
insert into out.discipline_offenses by name
select * replace ('OR32' as student_id)
from out.discipline_offenses
where incident_id = 'EC069I' and offense_code = '511';
insert into out.discipline_actions by name
select * replace ('OR33A' as action_id, 'OR33' as incident_id)
from out.discipline_actions
where action_id = 'EC069I1';
insert into out.discipline_actions by name
select * replace ('OR34A' as action_id, 'OR34' as student_id)
from out.discipline_actions
where action_id = 'EC069I1';
insert into out.adult_classes by name
select * replace ('OR35A' as class_id, 'OR35A' as class_code, 'OR35' as org_id)
from out.adult_classes
where class_id = 'EC077';
insert into out.adult_classes by name
select * replace ('OR36A' as class_id, 'OR36A' as class_code, 'OR36' as staff_id)
from out.adult_classes
where class_id = 'EC077';
insert into out.adult_class_groups by name
select * replace ('OR37' as class_id)
from out.adult_class_groups
where class_id = 'EC077';
insert into out.adult_class_enrollments by name
select * replace ('OR38' as class_id)
from out.adult_class_enrollments
where class_id = 'EC077' and student_id = 'EC077';
insert into out.adult_class_enrollments by name
select * replace ('OR39' as student_id)
from out.adult_class_enrollments
where class_id = 'EC077' and student_id = 'EC077';
insert into out.adult_attendance by name
select * replace ('OR40' as class_id)
from out.adult_attendance
where class_id = 'EC077' and student_id = 'EC077';
insert into out.adult_attendance by name
select * replace ('OR41' as student_id)
from out.adult_attendance
where class_id = 'EC077' and student_id = 'EC077';
insert into out.adult_profiles by name
select * replace ('OR42' as student_id)
from out.adult_profiles
order by student_id, program_year
limit 1;
insert into out.adult_student_groups by name
select * replace ('OR43' as student_id)
from out.adult_student_groups
where student_id = 'EC079';
insert into out.adult_program_updates by name
select * replace ('OR44A' as update_id, 'OR44' as student_id)
from out.adult_program_updates
where update_id = 'EC086U1';
insert into out.adult_program_updates by name
select * replace ('OR45A' as update_id, 'OR45' as org_id)
from out.adult_program_updates
where update_id = 'EC086U1';
insert into out.adult_program_updates by name
select * replace ('OR46A' as update_id, 'OR46' as class_id)
from out.adult_program_updates
where update_id = 'EC086U1';
insert into out.adult_update_items by name
select * replace ('OR47' as update_id)
from out.adult_update_items
order by update_id, item_type, item_code
limit 1;
