-- A OneRoster 1.2 CSV export of the made-up agency: {raw} is the folder of its raw tables, {out}
-- the folder of the files. School year 2023-2024. What OneRoster has no column for is left out.

create macro raw_table(name) as table
    from read_csv('{raw}/' || name || '.csv', all_varchar = true);

create macro day_after(day) as cast(cast(day as date) + 1 as varchar);

copy (
    from (
        values
        ('manifest.version', '1.0'), ('oneroster.version', '1.2'),
        ('file.orgs', 'bulk'), ('file.academicSessions', 'bulk'), ('file.users', 'bulk'),
        ('file.roles', 'bulk'), ('file.demographics', 'bulk'), ('file.courses', 'bulk'),
        ('file.classes', 'bulk'), ('file.enrollments', 'bulk'), ('file.results', 'absent')
    ) as properties ("propertyName", value)
) to '{out}/manifest.csv' (header);

copy (
    select
        org_id as "sourcedId",
        null as status,
        null as "dateLastModified",
        org_name as name,
        case org_type when 'lea' then 'district' else 'school' end as type,
        cds_code as identifier,
        parent_org_id as "parentSourcedId"
    from raw_table('orgs')
) to '{out}/orgs.csv' (header);

copy (
    select
        session_id as "sourcedId",
        null as status,
        null as "dateLastModified",
        term_code as title,
        'term' as type,
        start_date as "startDate",
        day_after(end_date) as "endDate",
        null as "parentSourcedId",
        school_year as "schoolYear"
    from raw_table('academic_sessions')
    where school_year = '2024'
) to '{out}/academicSessions.csv' (header);

-- Students of the year, their guardians and all staff.
create table people as
select
    students.student_id as user_id,
    local_student_id as identifier,
    ssid,
    null as seid,
    legal_first_name,
    legal_middle_name,
    legal_last_name,
    students.email,
    (
        select string_agg(guardians.student_id || 'G' || guardian_order, ',')
        from raw_table('student_guardians') as guardians
        where guardians.student_id = students.student_id
    ) as agents,
    (
        select max(grade_code)
        from raw_table('enrollments') as enrollments
        where enrollments.student_id = students.student_id and exit_date is null
    ) as grade,
    birth_date,
    lower(gender_code) as sex,
    is_hispanic,
    race_code_1
from raw_table('students') as students
union all
select
    student_id || 'G' || guardian_order,
    null,
    null,
    null,
    first_name,
    null,
    last_name,
    null,
    null,
    null,
    null,
    null,
    null,
    null
from raw_table('student_guardians')
union all
select
    staff_id,
    local_staff_id,
    null,
    seid,
    legal_first_name,
    legal_middle_name,
    legal_last_name,
    null,
    null,
    null,
    birth_date,
    lower(gender_code),
    is_hispanic,
    race_code_1
from raw_table('staff');

copy (
    select
        user_id as "sourcedId",
        null as status,
        null as "dateLastModified",
        'true' as "enabledUser",
        coalesce('{SSID:' || ssid || '}', '{SEID:' || seid || '}') as "userIds",
        legal_first_name as "givenName",
        legal_last_name as "familyName",
        legal_middle_name as "middleName",
        identifier,
        email,
        agents as "agentSourcedIds",
        grade as grades
    from people
) to '{out}/users.csv' (header);

copy (
    select
        user_id as "sourcedId",
        null as status,
        null as "dateLastModified",
        birth_date as "birthDate",
        sex,
        cast(race_code_1 = 'White' as varchar) as white,
        cast(race_code_1 = 'Hawaiian' as varchar) as "nativeHawaiianOrOtherPacificIslander",
        is_hispanic as "hispanicOrLatinoEthnicity"
    from people
    where birth_date is not null
) to '{out}/demographics.csv' (header);

copy (
    select
        enrollment_id as "sourcedId",
        null as status,
        null as "dateLastModified",
        student_id as "userSourcedId",
        'primary' as "roleType",
        'student' as role,
        entry_date as "beginDate",
        day_after(exit_date) as "endDate",
        org_id as "orgSourcedId"
    from raw_table('enrollments')
    union all
    select
        staff_assignment_id,
        null,
        null,
        staff_id,
        'primary',
        'teacher',
        start_date,
        day_after(end_date),
        org_id
    from raw_table('staff_assignments')
) to '{out}/roles.csv' (header);

copy (
    select
        course_id as "sourcedId",
        null as status,
        null as "dateLastModified",
        course_name as title,
        local_course_code as "courseCode",
        state_course_code as "subjectCodes"
    from raw_table('courses')
) to '{out}/courses.csv' (header);

copy (
    select
        section_id as "sourcedId",
        null as status,
        null as "dateLastModified",
        local_section_code as title,
        course_id as "courseSourcedId",
        local_section_code as "classCode",
        'scheduled' as "classType",
        org_id as "schoolSourcedId",
        session_id as "termSourcedIds"
    from raw_table('sections')
) to '{out}/classes.csv' (header);

create table people_in_classes as
select section_id, student_id as user_id, 'student' as role, 'false' as is_primary, start_date, end_date
from raw_table('section_enrollments')
union all
select section_id, staff_id, 'teacher', is_primary, start_date, end_date
from raw_table('section_staff');

-- Keys as most systems write them: 36 characters.
copy (
    select
        cast(cast(md5(concat_ws('|', section_id, user_id, start_date)) as uuid) as varchar)
            as "sourcedId",
        null as status,
        null as "dateLastModified",
        section_id as "classSourcedId",
        sections.org_id as "schoolSourcedId",
        user_id as "userSourcedId",
        role,
        is_primary as "primary",
        start_date as "beginDate",
        day_after(end_date) as "endDate"
    from people_in_classes
    inner join raw_table('sections') as sections using (section_id)
) to '{out}/enrollments.csv' (header);
