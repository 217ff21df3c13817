-- The course catalogue, who takes which course, and the sections of 2023-24.

-- Grain: one row per course. One catalogue serves all schools of the agency.
create table made.courses as
select
    'C-' || local_course_code as course_id,
    *,
    false as cte_articulated,
    requirement is not null as uc_csu_approved,
    requirement as uc_csu_requirement_code,
    '1' as standards_alignment_code,
    case when state_course_code between '7000' and '8999' then true end as high_quality_cte,
    case when state_course_code between '7000' and '8999' then 'DISTRICT' end as cte_provider_code,
    case when state_course_code = '9104' then '2' end as education_service_code,
    case when state_course_code = '9104' then '500' end as instructional_strategy_code,
    false as independent_study,
    false as distance_learning,
    case when standards_grade_range_code = 'MID' then false end as middle_school_core,
    local_course_code = 'HR' as exclude_from_state_reporting
from (
    values
    ('SC-TK', 'Transitional Kindergarten', '1000', 'ELM', null, null),
    ('SC-K', 'Kindergarten', '1000', 'ELM', null, null),
    ('SC-1', 'First Grade', '1000', 'ELM', null, null),
    ('SC-2', 'Second Grade', '1000', 'ELM', null, null),
    ('SC-3', 'Third Grade', '1000', 'ELM', null, null),
    ('SC-4', 'Fourth Grade', '1000', 'ELM', null, null),
    ('SC-5', 'Fifth Grade', '1000', 'MID', null, null),
    ('ELA6', 'English Language Arts 6', '9100', 'MID', null, null),
    ('ELA7', 'English Language Arts 7', '9100', 'MID', null, null),
    ('ELA8', 'English Language Arts 8', '9100', 'MID', null, null),
    ('MATH6', 'Mathematics 6', '9240', 'MID', null, null),
    ('MATH7', 'Mathematics 7', '9240', 'MID', null, null),
    ('MATH8', 'Mathematics 8', '9240', 'MID', null, null),
    ('SCI6', 'Science 6', '9320', 'MID', null, null),
    ('SCI7', 'Life Science 7', '9322', 'MID', null, null),
    ('SCI8', 'Physical Science 8', '9323', 'MID', null, null),
    ('HSS6', 'Ancient Civilizations 6', '9170', 'MID', null, null),
    ('HSS7', 'Medieval World 7', '9172', 'MID', null, null),
    ('HSS8', 'United States History 8', '9173', 'MID', null, null),
    ('PE-MS', 'Physical Education 6-8', '9311', 'MID', null, null),
    ('MUS-MS', 'Exploratory Music', '9290', 'MID', null, null),
    ('COMP-MS', 'Computer Literacy', '9060', 'MID', null, null),
    ('SPAN-MS', 'Spanish 6-8', '9155', 'MID', null, 'LANG-01'),
    ('ELD-MS', 'English Language Development 6-8', '9104', 'MID', null, null),
    ('ELD-HS', 'English Language Development 9-12', '9104', 'SEC', null, null),
    ('ENG9', 'English 9', '9105', 'SEC', 'B', null),
    ('ENG10', 'English 10', '9106', 'SEC', 'B', null),
    ('ENG11', 'English 11', '9107', 'SEC', 'B', null),
    ('ENG12', 'English 12', '9108', 'SEC', 'B', null),
    ('IM1', 'Integrated Mathematics I', '9241', 'SEC', 'C', null),
    ('IM2', 'Integrated Mathematics II', '9242', 'SEC', 'C', null),
    ('IM3', 'Integrated Mathematics III', '9243', 'SEC', 'C', null),
    ('PRECALC', 'Pre-Calculus', '9257', 'SEC', 'C', null),
    ('MATHBUS', 'Consumer Math', '9260', 'SEC', null, null),
    ('BIO', 'Biology', '9324', 'SEC', 'D', null),
    ('CHEM', 'Chemistry', '9325', 'SEC', 'D', null),
    ('PHYS', 'Physics', '9326', 'SEC', 'D', null),
    ('ENVSCI', 'Environmental Studies', '9339', 'SEC', 'GD', null),
    ('GEOG', 'World Geography', '9171', 'SEC', 'GA', null),
    ('WHIST', 'World History', '9172', 'SEC', 'A', null),
    ('USHIST', 'United States History', '9173', 'SEC', 'A', null),
    ('GOV', 'Government and Civics', '9174', 'SEC', 'A', null),
    ('ECON', 'Economics', '9175', 'SEC', 'GO', null),
    ('PE1', 'Physical Education I', '9314', 'SEC', null, null),
    ('PE2', 'Physical Education II', '9315', 'SEC', null, null),
    ('SPAN1', 'Spanish I', '9130', 'SEC', 'E', 'LANG-01'),
    ('SPAN2', 'Spanish II', '9131', 'SEC', 'E', 'LANG-01'),
    ('CS1', 'Exploring Computer Science', '9061', 'SEC', 'GO', null),
    ('ARTHIST', 'Art History', '9001', 'SEC', 'F', null),
    ('BUS1', 'Introduction to Business', '7400', 'SEC', null, null),
    ('BUS2', 'Business Communication', '7410', 'SEC', null, null),
    ('BUS3', 'Business Enterprise', '7412', 'SEC', null, null),
    -- Never reported: homeroom is flagged, the club hour has no state course code.
    ('HR', 'Homeroom', '9217', 'NOT', null, null),
    ('CLUB', 'Club Hour', null, 'NOT', null, null)
) as catalogue (
    local_course_code, course_name, state_course_code, standards_grade_range_code, requirement,
    content_subcategory_code
);
alter table made.courses drop column requirement;

-- Grain: one row per grade, period and choice. Elementary classes stay together all year.
create table offers as
select
    *
from (
    values
    (0, ['SC-TK'], null, null, null, null, null),
    (1, ['SC-K'], null, null, null, null, null),
    (2, ['SC-1'], null, null, null, null, null),
    (3, ['SC-2'], null, null, null, null, null),
    (4, ['SC-3'], null, null, null, null, null),
    (5, ['SC-4'], null, null, null, null, null),
    (6, ['SC-5'], null, null, null, null, null),
    (7, ['ELA6'], ['MATH6'], ['SCI6'], ['HSS6'], ['PE-MS'], ['MUS-MS', 'COMP-MS']),
    (8, ['ELA7'], ['MATH7'], ['SCI7'], ['HSS7'], ['PE-MS'], ['SPAN-MS', 'COMP-MS', 'MUS-MS']),
    (9, ['ELA8'], ['MATH8'], ['SCI8'], ['HSS8'], ['PE-MS'], ['SPAN-MS', 'COMP-MS', 'MUS-MS']),
    (10, ['ENG9'], ['IM1'], ['BIO'], ['GEOG'], ['PE1'], ['SPAN1', 'BUS1', 'CS1']),
    (11, ['ENG10'], ['IM2'], ['CHEM'], ['WHIST'], ['PE2'], ['SPAN1', 'SPAN2', 'BUS1', 'ARTHIST']),
    (
        12,
        ['ENG11'],
        ['IM3', 'PRECALC'],
        ['PHYS'],
        ['USHIST'],
        ['BUS2', 'CS1'],
        ['SPAN2', 'ARTHIST']
    ),
    (
        13,
        ['ENG12'],
        ['PRECALC', 'MATHBUS'],
        ['ENVSCI'],
        ['GOV'],
        ['BUS3', 'CS1'],
        ['SPAN2', 'ARTHIST']
    )
) as facts (grade_no, period_1, period_2, period_3, period_4, period_5, period_6);

-- Grain: one row per stay, term and period in which the pupil is at school.
create table seats as
with
periods as (
    select grade_no, 1 as period, period_1 as choices from offers
    union all
    select grade_no, 2, period_2 from offers
    where period_2 is not null
    union all
    select grade_no, 3, period_3 from offers
    where period_3 is not null
    union all
    select grade_no, 4, period_4 from offers
    where period_4 is not null
    union all
    select grade_no, 5, period_5 from offers
    where period_5 is not null
    union all
    select grade_no, 6, period_6 from offers
    where period_6 is not null
    union all
    -- Homeroom and club hour, for a few.
    select grade_no, 7, ['HR', 'CLUB'] from offers
    where grade_no >= 7
)

select
    stays.person_no,
    stays.school_no,
    made.academic_sessions.session_id,
    made.academic_sessions.term_code,
    periods.period,
    case
        when periods.period = 6 and stays.is_english_learner
            then case when stays.grade_no < 10 then 'ELD-MS' else 'ELD-HS' end
        when
            stays.grade_no = 13 and periods.period = 4
            and made.academic_sessions.term_code = 'SEM2' then 'ECON'
        else pick(periods.choices, stays.person_no, 700 + periods.period)
    end as local_course_code,
    greatest(stays.first_day, made.academic_sessions.start_date) as start_date,
    case when stays.last_day < made.academic_sessions.end_date then stays.last_day end as end_date
from stays
inner join periods on stays.grade_no = periods.grade_no
inner join made.academic_sessions
    on
        stays.org_id = made.academic_sessions.org_id
        and made.academic_sessions.school_year = 2024
        and (made.academic_sessions.term_code = 'YR') = (stays.grade_no < 7)
        and stays.first_day <= made.academic_sessions.end_date
        and coalesce(stays.last_day, made.academic_sessions.end_date)
        >= made.academic_sessions.start_date
where periods.period < 7 or one_in(stays.person_no, 710, 30);
