-- The adult school: profiles, customer groups, updates with services and results.

create table learner_years as
select
    person_no, student_id, district_no, school_year,
    min(offer_no) as offer_no,
    min(class_no) as class_no,
    max(end_date) as end_date,
    min(start_date) as start_date
from adult_attempts
group by person_no, student_id, district_no, school_year;

create table made.adult_profiles as
select
    student_id,
    school_year as program_year,
    6 + draw(person_no, 961, 11) as highest_year_of_school,
    one_in(person_no, 962, 2) as highest_year_outside_us,
    pick(['No diploma', 'No diploma', 'HSD', 'HSE', 'SOMECOLL', 'BA'], person_no, 963)
        as highest_diploma_code,
    one_in(person_no, 962, 2) as diploma_outside_us,
    pick(['Employed', 'Unemployed', 'NILF'], person_no * 10 + school_year % 10, 964)
        as labor_force_status_code,
    case offer_no
        when 1 then 'ENGLISH' when 2 then 'ENGLISH' when 3 then 'CITIZEN' when 4 then 'BASIC'
        when 5 then 'HSD' when 6 then 'HSD' else 'JOB'
    end as primary_goal_code,
    pick(['BETTERJOB', 'COLLEGE', 'FAMILY', 'NONE'], person_no, 965) as secondary_goal_code
from learner_years;

create table made.adult_student_groups as
with
groups as (
    select
        *, 'customer_group' as group_type, pick(
            [
                'CalWORKS',
                'TANF',
                'LEP',
                'Low Income',
                'Disabled',
                'Homeless',
                'SSI',
                'Food Stamps',
                'Migrant and Seasonal Farmworker', 'Foster Care Youth'
            ], person_no, 966
        ) as group_code
    from people
    where kind = 'X' and draw(person_no, 967, 10) < 5
    union all
    -- A second group that gives the same barrier once more.
    select *, 'customer_group', 'Economically Disadvantaged'
    from people
    where kind = 'X' and one_in(person_no, 968, 5)
    union all
    select *, 'special_program', pick(['EL Civics', 'DL', 'FAMLIT'], person_no, 969)
    from people
    where kind = 'X' and one_in(person_no, 970, 6)
)

select
    student_id,
    group_type,
    group_code,
    case when one_in(person_no, 971, 2) then date '2022-07-01' else date '2023-07-01' end
        as start_date,
    case when one_in(person_no, 972, 6) then date '2024-01-31' end as end_date
from groups;

-- An update at the end of the year, for some also at midyear; some disagree with one another.
create table updates as
with
made_at as (
    select *, 2 as part, end_date - 3 as update_date from learner_years
    where draw(person_no * 10 + school_year % 10, 973, 10) < 8
    union all
    select *, 1, start_date + 90 from learner_years
    where one_in(person_no, 974, 3)
    union all
    -- A service without any class: the learner of a career fair.
    select *, 3, start_date + 60 from learner_years
    where one_in(person_no, 975, 12)
)

select
    'U' || school_year || '-' || person_no || '-' || part as update_id,
    made_at.*,
    person_no * 100 + school_year % 10 * 10 + part as update_key
from made_at;

create table made.adult_program_updates as
select
    updates.update_id,
    updates.student_id,
    classes.org_id,
    case when updates.part <> 3 then 'AC' || updates.class_no end as class_id,
    case when updates.part <> 3 then classes.course_groups[1] end as program_code,
    updates.update_date,
    case
        when updates.part <> 3
            then pick(['Completed', 'Completed', 'Left', 'Retained'], updates.update_key, 976)
    end
        as program_status_code,
    case
        when updates.part <> 3
            then pick(['Advanced', 'Progressing', 'COMP', 'NOPROG'], updates.update_key, 977)
    end
        as progress_code,
    case
        when updates.part = 2
            then pick(['GOAL', 'JOB', 'SCHED', 'MOVED', 'CHILD', 'UNK'], updates.update_key, 978)
    end
        as exit_reason_code
from updates
inner join adult_catalog as classes on updates.class_no = classes.class_no;

create table made.adult_update_items as
with
items as (
    select
        update_id, 'learner_results_work' as item_type,
        pick(['Got a job', 'WORK_WAGES', 'WORK_BETTER_JOB'], update_key, 979) as item_code
    from updates
    where part = 2 and one_in(update_key, 980, 4)
    union all
    select
        update_id, 'learner_results_education',
        pick(['EDU_COMPLETED_COURSE', 'EDU_LEVEL_COMPLETED', 'EDU_HSE', 'EDU_HSD'], update_key, 981)
    from updates
    where part = 2 and one_in(update_key, 982, 2)
    union all
    select update_id, 'learner_results_education', 'EDU_CERTIFICATE'
    from updates
    where part = 2 and one_in(update_key, 983, 8)
    union all
    select
        update_id, 'learner_results_community',
        pick(['COM_CITIZEN_SKILLS', 'COM_I3', 'COM_VOTED'], update_key, 984)
    from updates
    where part < 3 and one_in(update_key, 985, 5)
    union all
    select
        update_id, 'learner_results_personal_family',
        pick(['PER_GOAL', 'FAM_CHILD_SCHOOL'], update_key, 986)
    from updates
    where part < 3 and one_in(update_key, 987, 6)
    union all
    select update_id, 'services_career', pick(['B', 'I', 'IO', 'F'], update_key, 988)
    from updates
    where part = 3 or one_in(update_key, 989, 3)
    union all
    select update_id, 'services_training', pick(['SU', 'ABEESL', 'OOST'], update_key, 990)
    from updates
    where part = 2 and one_in(update_key, 991, 9)
    union all
    select
        update_id, 'services_supportive',
        pick(['Bus Tokens', 'HEALTHCARE', 'FAMILYCARE', 'SIS'], update_key, 992)
    from updates
    where one_in(update_key, 993, 5)
    union all
    select update_id, 'services_transition', pick(['JDJSA', 'PESJRT', 'WE'], update_key, 994)
    from updates
    where part = 2 and one_in(update_key, 995, 7)
    union all
    select update_id, 'services_vocational_rehab', 'VR'
    from updates
    where part = 2 and one_in(update_key, 996, 30)
)

select * from items;
