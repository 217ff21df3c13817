-- The raw tables of a made-up adult agency, as Parquet in the folder {folder}: {learners} learners,
-- two classes each, {days} days of attendance in each class. Made by adult_agency.py.

create macro one_of(list_of_codes, number) as list_of_codes[1 + number % len(list_of_codes)];

copy (
    select 'LEA' as org_id, null as parent_org_id, 'lea' as org_type, 'Scale Unified' as org_name,
        '99999990000000' as cds_code, null as casas_agency_id, null as casas_site_id
    union all
    select 'A' || site, case when site > 0 then 'A0' else 'LEA' end,
        case when site > 0 then 'adult_site' else 'adult_school' end, 'Scale Adult School ' || site,
        '9999999' || lpad(cast(200 + site as varchar), 7, '0'),
        case when site = 0 then '9901' end, case when site > 0 then lpad(cast(site as varchar), 2, '0') end
    from range(11) as sites (site)
) to '{folder}/orgs.parquet';

copy (
    select null as enrollment_id, null as student_id, null as org_id, null as entry_date,
        null as exit_date, null as exit_code, null as grade_code, null as enrollment_type_code
    where false
) to '{folder}/enrollments.parquet';

copy (
    select 'L' || n as student_id, lpad(cast(n as varchar), 8, '0') as local_student_id,
        null as ssid,
        'First' || n % 997 as legal_first_name, 'Last' || n % 4999 as legal_last_name,
        cast(date '1950-01-01' + cast(n * 7 % 20000 as integer) as varchar) as birth_date,
        one_of(['M', 'F', 'X'], n) as gender_code, one_of(['true', 'false'], n) as is_hispanic,
        one_of(['WH', 'AS', 'BL'], n) as race_code_1, one_of(['ENG', 'SPA', 'VIE'], n) as primary_language_code,
        '555' || lpad(cast(n as varchar), 7, '0') as phone
    from range({learners}) as people (n)
) to '{folder}/students.parquet';

copy (
    select 'L' || n as student_id, 'residence' as address_type, '2020-07-01' as start_date,
        n || ' Elm St' as line_1, 'Oldtown' as city, 'CA' as state_code, '95000' as zip_code
    from range({learners}) as people (n)
) to '{folder}/student_addresses.parquet';

copy (
    select 'C' || c as class_id, 'A' || 1 + c % 10 as org_id, cast(10000 + c as varchar) as class_code,
        'Class ' || c as class_title,
        case when c % 2 = 0 then '2023-08-21' else '2023-09-05' end as start_date,
        '2024-06-07' as end_date, one_of(['ESL1', 'ABE2'], c) as instructional_level_code
    from range(1000) as classes (c)
) to '{folder}/adult_classes.parquet';

copy (
    select 'C' || c as class_id, 'course_group' as group_type,
        one_of(['WIOA | ESL/ELL', 'WIOA | Basic Skills', 'WIOA | High School Diploma'], c) as group_code
    from range(1000) as classes (c)
    union all
    select 'C' || c, 'course_group', 'Evening' from range(1000) as classes (c) where c % 4 = 0
) to '{folder}/adult_class_groups.parquet';

copy (
    select 'C' || (n * 7 + part * 13) % 1000 as class_id, 'L' || n as student_id,
        cast(date '2023-08-21' + cast(n % 30 as integer) as varchar) as enrollment_date,
        one_of(['Enrolled', 'Completed', 'Dropped', 'Pending'], n + part) as status_code
    from range({learners}) as people (n)
    cross join range(2) as parts (part)
) to '{folder}/adult_class_enrollments.parquet';

copy (
    select 'C' || (n * 7 + part * 13) % 1000 as class_id, 'L' || n as student_id,
        cast(date '2023-09-01' + cast(day * 4 + part as integer) as varchar) as attendance_date,
        case when day % 9 = 0 then 'true' else 'false' end as is_distance_learning,
        cast(30 * (1 + (n + day) % 5) as varchar) as minutes
    from range({learners}) as people (n)
    cross join range(2) as parts (part)
    cross join range({days}) as days (day)
) to '{folder}/adult_attendance.parquet';

copy (
    select 'L' || n as student_id, '2024' as program_year, cast(n % 21 as varchar) as highest_year_of_school,
        'false' as highest_year_outside_us, one_of(['NONE', 'HSD', 'BA'], n) as highest_diploma_code,
        one_of(['EMP', 'UNEMP', 'NILF'], n) as labor_force_status_code,
        one_of(['ENGLISH', 'JOB'], n) as primary_goal_code
    from range({learners}) as people (n)
) to '{folder}/adult_profiles.parquet';

copy (
    select 'L' || n as student_id, 'customer_group' as group_type,
        one_of(['CalWORKS', 'LEP', 'SSI', 'Disabled'], n) as group_code
    from range({learners}) as people (n)
    where n % 2 = 0
) to '{folder}/adult_student_groups.parquet';

copy (
    select 'U' || n as update_id, 'L' || n as student_id, 'A' || 1 + n % 10 as org_id,
        'C' || n * 7 % 1000 as class_id,
        one_of(['WIOA | ESL/ELL', 'WIOA | Basic Skills', 'WIOA | High School Diploma'], n * 7 % 1000) as program_code,
        '2024-05-20' as update_date, one_of(['LEFT', 'RETAINED'], n) as program_status_code,
        one_of(['ADV', 'COMP', 'PROG'], n) as progress_code
    from range({learners}) as people (n)
) to '{folder}/adult_program_updates.parquet';

copy (
    select 'U' || n as update_id, 'services_career' as item_type, one_of(['B', 'I', 'IO'], n) as item_code
    from range({learners}) as people (n)
    union all
    select 'U' || n, 'learner_results_education', 'EDU_COMPLETED_COURSE' from range({learners}) as people (n)
) to '{folder}/adult_update_items.parquet';
