-- The same four files as one program: SENR for Fall, SCSC, SPS and the CAST research file, written by
-- hand as an engineer of one district would. plain_duckdb.py sets the variables and runs it once.
-- What it does not do: findings, exclusions with reasons, rules, other options, the ledger.

create macro to_day(value) as coalesce(
    try_cast(value as date), cast(try_strptime(value, ['%m/%d/%Y', '%Y%m%d']) as date)
);
create macro is_yes(value) as case
    when lower(value) in ('true', 't', 'yes', 'y', '1') then true
    when lower(value) in ('false', 'f', 'no', 'n', '0') then false
end;
create macro since(day) as coalesce(day, date '0001-01-01');
create macro until(day) as coalesce(day, date '9999-12-31');
create macro y_n(flag) as case when flag then 'Y' when not flag then 'N' end;
create macro is_unsafe(typed) as regexp_matches(
    typed, '[\^\x00-\x1F\x7F-\x{9F}\x{2028}\x{2029}]'
);
-- Trimmed text, where it does not begin and end with plain characters, for trimming is dear. The last
-- two columns are optional in every raw table.
create temp table optional_columns (updated_at varchar, is_deleted varchar);
create macro raw_table(name) as table select
    nullif(
        case
            when regexp_matches(columns(*), '^[^!-~]|[^!-~]$')
                then trim(
                    columns(*), ' ' || chr(9) || chr(160) || chr(8239) || chr(8199) || chr(8203)
                        || chr(8204) || chr(8205) || chr(65279)
                )
            else columns(*)
        end, ''
    ),
    row_number() over () as source_row
from (
    select * from optional_columns
    union all by name
    select * from read_csv(
        getvariable('raw') || '/' || name || '.csv', all_varchar = true, header = true,
        delim = ',', quote = '"', escape = '"'
    )
);
create macro seed(name) as table select * from read_csv(
    getvariable('seeds') || '/' || name || '.csv', all_varchar = true, header = true
);

-- Codes: what the agency translates, what is shipped, and the state's own lists.
create temp table listed as
select
    sets.code_set,
    codes.code,
    lower(codes.code) as local_key,
    since(try_cast(codes.start_date as date)) as first_day,
    until(try_cast(codes.end_date as date)) as last_day,
    sets.passes_outside_validity = 'true' as passes_always
from seed('codes/code_sets') as sets
inner join seed('codes/codes') as codes on sets.state_list = codes.code_set;

create temp table translations as
with own as (
    select
        code_set,
        lower(local_code) as local_key,
        state_code,
        since(to_day(start_date)) as first_day,
        until(to_day(end_date)) as last_day
    from raw_table('code_translations')
    where not coalesce(is_yes(is_deleted), false)
    qualify row_number() over (
        partition by code_set, local_code, state_code, to_day(start_date)
        order by updated_at desc nulls last, source_row desc
    ) = 1
),
united as (
    select * from own
    union all
    select code_set, lower(local_code), state_code, date '0001-01-01', date '9999-12-31'
    from seed('xwalk/xwalk_shipped_translations') as shipped
    where (code_set, lower(local_code)) not in (select (code_set, local_key) from own)
)
select
    united.code_set,
    united.local_key,
    coalesce(spelled.code, united.state_code) as state_code,
    united.first_day,
    united.last_day
from united
left join (select code_set, local_key, min(code) as code from listed group by code_set, local_key)
    as spelled
    on united.code_set = spelled.code_set and lower(united.state_code) = spelled.local_key;

-- A translation in force goes before the state's own code; of several the first, none only alone.
create temp table code_spans as
with days as (
    select code_set, local_key, first_day as day from translations
    union
    select code_set, local_key, cast(last_day + 1 as date) from translations
    where last_day < date '9999-12-31'
    union
    select code_set, local_key, first_day from listed
    union
    select code_set, local_key, cast(last_day + 1 as date) from listed
    where last_day < date '9999-12-31'
    union
    select code_set, local_key, date '0001-01-01' from listed where passes_always
),
spans as (
    select
        *,
        coalesce(
            cast(lead(day) over (partition by code_set, local_key order by day) - 1 as date),
            date '9999-12-31'
        ) as last_day
    from days
)
select
    spans.code_set,
    spans.local_key,
    spans.day as first_day,
    spans.last_day,
    case
        when count(translations.local_key) > 0 then min(translations.state_code)
        else min(listed.code)
    end as state_code
from spans
left join translations
    on spans.code_set = translations.code_set and spans.local_key = translations.local_key
    and spans.day between translations.first_day and translations.last_day
left join listed
    on spans.code_set = listed.code_set and spans.local_key = listed.local_key
    and (listed.passes_always or spans.day between listed.first_day and listed.last_day)
group by all
having count(translations.local_key) + count(listed.code) > 0;

-- The codes of one set on one day.
create macro codes_on(name, day) as table select local_key, state_code from code_spans
where code_set = name and day between first_day and last_day;
create macro codes_of(name) as table select * from code_spans where code_set = name;
create macro role_codes(name) as table select code from seed('codes/code_roles') where role = name;

-- Places, people, enrollments.
create temp table orgs as
with places as (
    select
        org_id, parent_org_id, org_type,
        org_name, cds_code,
        casas_agency_id, casas_site_id,
        upper(charter_funding_code) as charter_funding_code,
        coalesce(is_yes(reports_independently), false) as reports_independently,
        coalesce(is_yes(exclude_from_state_reporting), false) as is_excluded, is_deleted
    from raw_table('orgs')
    qualify row_number() over (
        partition by org_id order by updated_at desc nulls last, source_row desc
    ) = 1
),
known as (select * from places where not coalesce(is_yes(is_deleted), false))
select
    places.org_id, places.org_type, places.cds_code, places.is_excluded, places.casas_site_id,
    case when places.charter_funding_code in ('DF', 'LF') then places.charter_funding_code end
        as charter_funding_code,
    coalesce(places.casas_agency_id, parents.casas_agency_id) as casas_agency_id,
    case
        when places.reports_independently then right(places.cds_code, 7)
        when places.org_type in ('nonpublic_school', 'private_school')
            then left(parents.cds_code, 7)
        else left(places.cds_code, 7)
    end as reporting_lea,
    case places.org_type
        when 'nonpublic_school' then '0000001'
        when 'private_school' then '0000002'
        when 'lea' then left(places.cds_code, 7)
        when 'county_office' then left(places.cds_code, 7)
        else right(places.cds_code, 7)
    end as school_code,
    case when places.org_type = 'nonpublic_school'
        then coalesce(right(places.cds_code, 7), '9999999') end as nonpublic_school_code
from known as places
left join known as parents on places.parent_org_id = parents.org_id;

set variable lea = (select min(left(cds_code, 7)) from orgs where org_type = 'lea');
set variable agency = (select min(casas_agency_id) from orgs);

create temp table students as
select
    student_id, local_student_id,
    ssid, legal_first_name as first_name,
    legal_middle_name as middle_name, legal_last_name as last_name,
    name_suffix_code as suffix, alias_first_name,
    alias_middle_name, alias_last_name,
    to_day(birth_date) as birth_date, gender_code as gender,
    birth_city, birth_state_code as birth_state,
    birth_country_code as birth_country,
    coalesce(is_yes(exclude_from_state_reporting), false) as is_excluded, is_deleted
from raw_table('students')
qualify row_number() over (
    partition by student_id order by updated_at desc nulls last, source_row desc
) = 1;
delete from students where is_yes(is_deleted);

create temp table enrollments as
with latest as (
    select
        *,
        to_day(entry_date) as entry_day,
        to_day(exit_date) as exit_day
    from raw_table('enrollments')
    qualify row_number() over (
        partition by enrollment_id order by updated_at desc nulls last, source_row desc
    ) = 1
),
coded as (
    select
        latest.*,
        statuses.state_code as status,
        grades.state_code as grade,
        transfers.state_code as transfer,
        exits.state_code as exit_reason,
        completions.state_code as completion,
        no_shows.code is not null as has_no_show_code
    from latest
    left join codes_of('calpads.enrollment_status') as statuses
        on statuses.local_key = lower(latest.enrollment_type_code)
        and latest.entry_day between statuses.first_day and statuses.last_day
    left join codes_of('calpads.grade_level') as grades
        on grades.local_key = lower(latest.grade_code)
        and latest.entry_day between grades.first_day and grades.last_day
    left join codes_of('calpads.student_school_transfer') as transfers
        on transfers.local_key = lower(latest.transfer_code)
        and latest.entry_day between transfers.first_day and transfers.last_day
    left join codes_of('calpads.student_exit_category') as exits
        on exits.local_key = lower(latest.exit_code)
        and latest.exit_day between exits.first_day and exits.last_day
    left join codes_of('calpads.school_completion_status') as completions
        on completions.local_key = lower(latest.completion_code)
        and latest.exit_day between completions.first_day and completions.last_day
    left join role_codes('no_show') as no_shows on exits.state_code = no_shows.code
    where not coalesce(is_yes(latest.is_deleted), false)
)
-- Spans that count: a known student, nothing flagged, possible dates, no no-show.
select
    coded.enrollment_id,
    students.student_id,
    orgs.org_id,
    coded.entry_day as entry_date,
    coded.exit_day as exit_date,
    coded.status, coded.grade, coded.transfer, coded.exit_reason, coded.completion,
    coded.expected_receiver_school_code as receiver,
    coded.residence_district_code as residence,
    is_yes(coded.uc_csu_requirements_met) as uc_csu,
    is_yes(coded.golden_state_seal_merit) as golden_state,
    is_yes(coded.seal_of_biliteracy) as biliteracy,
    is_yes(coded.transition_status) as transition,
    is_yes(coded.graduation_exemption) as exemption
from coded
inner join orgs on coded.org_id = orgs.org_id
inner join students on coded.student_id = students.student_id
where
    orgs.reporting_lea = getvariable('lea')
    and not orgs.is_excluded
    and not students.is_excluded
    and not coalesce(is_yes(coded.exclude_from_state_reporting), false)
    and coded.entry_day is not null
    and coalesce(coded.exit_day >= coded.entry_day, true)
    and not (coded.has_no_show_code and coalesce(coded.exit_day = coded.entry_day, false));

-- SENR for Fall: enrolled on Census Day; exits up to the as-of date.
copy (
    with spans as (
        select
            *,
            coalesce(exit_date <= getvariable('as_of'), false) as shows_exit,
            coalesce(completion = '100', false) as is_graduate
        from enrollments
        where
            entry_date <= getvariable('census')
            and until(exit_date) >= getvariable('census')
    ),
    records as (
        select
            'SENR' as record_type, null as transaction_type, spans.enrollment_id,
            orgs.reporting_lea, orgs.school_code, orgs.nonpublic_school_code,
            getvariable('year') as academic_year, students.ssid, students.local_student_id,
            students.first_name, students.middle_name, students.last_name,
            suffixes.state_code as suffix,
            students.alias_first_name, students.alias_middle_name, students.alias_last_name,
            strftime(students.birth_date, '%Y%m%d') as birth_date, genders.state_code as gender,
            students.birth_city, coalesce(states.state_code, of_country.state_code) as birth_state,
            countries.state_code as birth_country,
            strftime(spans.entry_date, '%Y%m%d') as entry_date, spans.status, spans.grade,
            case when spans.shows_exit then strftime(spans.exit_date, '%Y%m%d') end as exit_date,
            case when spans.shows_exit then spans.exit_reason end as exit_reason,
            case when spans.shows_exit then spans.completion end as completion,
            case when spans.shows_exit then spans.receiver end as receiver,
            case when spans.shows_exit and spans.is_graduate then y_n(spans.uc_csu) end as uc_csu,
            spans.transfer, spans.residence,
            case when spans.shows_exit and spans.is_graduate then y_n(spans.golden_state) end
                as golden_state,
            case when spans.shows_exit and spans.is_graduate then y_n(spans.biliteracy) end
                as biliteracy,
            y_n(spans.transition) as transition,
            case when spans.shows_exit and spans.is_graduate then y_n(spans.exemption) end
                as exemption,
            spans.exit_date as last_date, spans.student_id
        from spans
        inner join orgs on spans.org_id = orgs.org_id
        inner join students on spans.student_id = students.student_id
        left join codes_on('calpads.name_suffix', getvariable('census')) as suffixes
            on lower(students.suffix) = suffixes.local_key
        left join codes_on('calpads.gender', getvariable('census')) as genders
            on lower(students.gender) = genders.local_key
        left join codes_on('calpads.country', getvariable('census')) as countries
            on lower(students.birth_country) = countries.local_key
        left join codes_on('calpads.state_province', getvariable('census')) as states
            on lower(students.birth_state) = states.local_key
        left join codes_on('calpads.state_province', getvariable('census')) as of_country
            on lower(countries.state_code || '-' || students.birth_state) = of_country.local_key
            and states.local_key is null
    ),
    safe as (
        select * from records
        where not is_unsafe(concat_ws(
            '', enrollment_id, reporting_lea, school_code, nonpublic_school_code, ssid,
            local_student_id, first_name, middle_name, last_name, suffix, alias_first_name,
            alias_middle_name, alias_last_name, gender, birth_city, birth_state, birth_country,
            status, grade, exit_reason, completion, receiver, transfer, residence
        ))
        qualify row_number() over (
            partition by school_code, coalesce(ssid, student_id), entry_date
            order by last_date desc nulls first, enrollment_id
        ) = 1
    )
    select * exclude (last_date, student_id) from safe
    order by school_code nulls first, ssid nulls first, entry_date nulls first, enrollment_id
) to (getvariable('out') || '/senr_fall.txt') (
    format csv, delimiter '^', header false, quote '', escape '', new_line '\r\n'
);

-- SCSC: the final marks of the year of students in grades 7 to 12.
create temp table sections as
with sessions as (
    select
        session_id, term_code,
        since(to_day(start_date)) as start_date, until(to_day(end_date)) as end_date
    from raw_table('academic_sessions')
    where not coalesce(is_yes(is_deleted), false)
    qualify row_number() over (
        partition by session_id order by updated_at desc nulls last, source_row desc
    ) = 1
),
courses as (
    select
        course_id, local_course_code,
        state_course_code,
        uc_csu_requirement_code as area, coalesce(is_yes(uc_csu_approved), false) as is_approved
    from raw_table('courses')
    where
        not coalesce(is_yes(is_deleted), false)
        and not coalesce(is_yes(exclude_from_state_reporting), false)
    qualify row_number() over (
        partition by course_id order by updated_at desc nulls last, source_row desc
    ) = 1
),
own as (
    select
        section_id, course_id, org_id,
        session_id,
        coalesce(short_section_code, local_section_code) as section_code,
        is_yes(exclude_from_state_reporting) as is_excluded
    from raw_table('sections')
    where not coalesce(is_yes(is_deleted), false)
    qualify row_number() over (
        partition by section_id order by updated_at desc nulls last, source_row desc
    ) = 1
)
select
    own.section_id, own.org_id, own.session_id, orgs.reporting_lea, orgs.school_code,
    courses.local_course_code, own.section_code, terms.state_code as term,
    case when courses.is_approved then areas.state_code end as area,
    sessions.start_date as term_start, sessions.end_date as term_end
from own
inner join orgs on own.org_id = orgs.org_id
inner join courses on own.course_id = courses.course_id
inner join sessions on own.session_id = sessions.session_id
inner join codes_on('calpads.course_group_state', getvariable('as_of')) as state_courses
    on lower(courses.state_course_code) = state_courses.local_key
left join codes_on('calpads.academic_term', getvariable('as_of')) as terms
    on lower(sessions.term_code) = terms.local_key
left join codes_on('calpads.college_admission_requirement', getvariable('as_of')) as areas
    on lower(courses.area) = areas.local_key
where
    orgs.reporting_lea = getvariable('lea')
    and not orgs.is_excluded
    and orgs.org_type not in ('nonpublic_school', 'private_school')
    and not coalesce(own.is_excluded, false)
    and state_courses.state_code is not null;

copy (
    with schedules as (
        select distinct
            spans.student_id,
            spans.section_id
        from (
            select
                student_id, section_id,
                to_day(start_date) as start_day, to_day(end_date) as end_day,
                is_yes(exclude_from_state_reporting) as is_excluded, is_deleted
            from raw_table('section_enrollments')
            qualify row_number() over (
                partition by section_id, student_id, to_day(start_date)
                order by updated_at desc nulls last, source_row desc
            ) = 1
        ) as spans
        inner join sections on spans.section_id = sections.section_id
        where
            not coalesce(is_yes(spans.is_deleted), false)
            and not coalesce(spans.is_excluded, false)
            and coalesce(spans.end_day >= spans.start_day, true)
            and since(spans.start_day) <= least(sections.term_end, getvariable('last_day'))
            and coalesce(spans.end_day, sections.term_end)
            >= greatest(sections.term_start, getvariable('first_day'))
            and sections.term_start <= getvariable('last_day')
            and sections.term_end >= getvariable('first_day')
    ),
    terms as (select distinct org_id, session_id, term_start, term_end from sections),
    in_term as (
        select
            enrollments.student_id, terms.org_id, terms.session_id,
            max_by(enrollments.grade, (enrollments.entry_date, enrollments.enrollment_id)) as grade
        from enrollments
        inner join terms
            on enrollments.org_id = terms.org_id
            and enrollments.entry_date <= terms.term_end
            and until(enrollments.exit_date) >= terms.term_start
        group by all
    ),
    takers as (
        select student_id, org_id, session_id from in_term
        where grade in (select code from role_codes('completion_grade'))
    ),
    current_students as (
        select distinct student_id from enrollments
        where
            entry_date <= getvariable('as_of')
            and until(exit_date) >= getvariable('as_of')
    ),
    people as (
        select
            students.*,
            genders.state_code as gender_code
        from students
        inner join current_students on students.student_id = current_students.student_id
        left join codes_on('calpads.gender', getvariable('as_of')) as genders
            on lower(students.gender) = genders.local_key
        where not students.is_excluded and regexp_full_match(students.ssid, '[0-9]{10}')
    ),
    results as (
        select
            course_grade_id as result_id, student_id,
            section_id, marking_period_code,
            final_mark, uc_csu_requirement_code as area,
            try_cast(credits_attempted as decimal(5, 2)) as attempted,
            try_cast(credits_earned as decimal(5, 2)) as earned,
            try_cast(carnegie_units_earned as decimal(5, 2)) as units, is_deleted,
            try_cast(school_year as integer) as school_year
        from raw_table('course_grades')
        qualify row_number() over (
            partition by course_grade_id
            order by updated_at desc nulls last, source_row desc
        ) = 1
    ),
    records as (
        select
            'SCSC' as record_type, null as transaction_type, results.result_id,
            sections.reporting_lea, sections.school_code, getvariable('year') as academic_year,
            people.ssid, people.local_student_id, people.first_name, people.last_name,
            strftime(people.birth_date, '%Y%m%d') as birth_date, people.gender_code,
            sections.local_course_code, sections.section_code, sections.term,
            results.attempted, results.earned, results.final_mark,
            case when results.area is not null then areas.state_code else sections.area end as area,
            case when results.marking_period_code is not null then periods.state_code
                else sections.term end as marking_period,
            results.units
        from results
        inner join sections on results.section_id = sections.section_id
        inner join schedules
            on results.student_id = schedules.student_id
            and results.section_id = schedules.section_id
        inner join takers
            on results.student_id = takers.student_id
            and sections.org_id = takers.org_id and sections.session_id = takers.session_id
        inner join people on results.student_id = people.student_id
        left join codes_on('calpads.college_admission_requirement', getvariable('as_of')) as areas
            on lower(results.area) = areas.local_key
        left join codes_on('calpads.academic_term', getvariable('as_of')) as periods
            on lower(results.marking_period_code) = periods.local_key
        where
            results.school_year = getvariable('school_year')
            and results.final_mark is not null
            and not coalesce(is_yes(results.is_deleted), false)
    )
    select * from records
    where not is_unsafe(concat_ws(
        '', result_id, reporting_lea, school_code, ssid, local_student_id, first_name, last_name,
        gender_code, local_course_code, section_code, term, final_mark, area, marking_period
    ))
    qualify row_number() over (
        partition by school_code, ssid, local_course_code, section_code, term, marking_period
        order by result_id desc
    ) = 1
    order by
        school_code nulls first, ssid nulls first, local_course_code nulls first,
        section_code nulls first, term nulls first, marking_period nulls first, result_id
) to (getvariable('out') || '/scsc.txt') (
    format csv, delimiter '^', header false, quote '', escape '', new_line '\r\n'
);

-- SPS: per adult learner and program its dates and how it stands.
create temp table classes as
select
    class_id, org_id,
    instructional_level_code as level, to_day(start_date) as start_date,
    to_day(end_date) as end_date
from raw_table('adult_classes')
where not coalesce(is_yes(is_deleted), false)
qualify row_number() over (
    partition by class_id order by updated_at desc nulls last, source_row desc
) = 1;

copy (
    with programs as (
        select distinct
            class_groups.class_id,
            codes.state_code as program
        from raw_table('adult_class_groups') as class_groups
        inner join codes_on('casas.instructional_program', getvariable('as_of')) as codes
            on lower(class_groups.group_code) = codes.local_key
        where
            class_groups.group_type = 'course_group'
            and codes.state_code is not null
            and not coalesce(is_yes(class_groups.is_deleted), false)
    ),
    attendance as (
        select
            class_id, student_id,
            max(to_day(attendance_date)) as last_day
        from raw_table('adult_attendance')
        where
            to_day(attendance_date) between getvariable('first_day') and getvariable('as_of')
            and try_cast(minutes as integer) > 0
            and not coalesce(is_yes(is_deleted), false)
        group by all
    ),
    spans as (
        select
            taken.class_id, taken.student_id,
            to_day(taken.enrollment_date) as enrolled, classes.start_date, classes.level,
            orgs.casas_site_id,
            coalesce(to_day(taken.exit_date), classes.end_date) as last_date
        from raw_table('adult_class_enrollments') as taken
        inner join classes on taken.class_id = classes.class_id
        inner join orgs on classes.org_id = orgs.org_id
        where
            orgs.casas_agency_id = getvariable('agency') and not orgs.is_excluded
            and not coalesce(is_yes(taken.is_deleted), false)
        qualify row_number() over (
            partition by taken.class_id, taken.student_id, to_day(taken.enrollment_date)
            order by taken.updated_at desc nulls last, taken.source_row desc
        ) = 1
    ),
    learning as (
        select
            spans.student_id, programs.program,
            min(spans.start_date) as start_date,
            coalesce(max(attendance.last_day), max(spans.enrolled)) as end_date,
            max_by(spans.casas_site_id, (spans.enrolled, spans.class_id)) as site,
            max_by(struct_pack(level := spans.level), (spans.enrolled, spans.class_id)).level
                as level
        from spans
        inner join programs on spans.class_id = programs.class_id
        left join attendance
            on spans.class_id = attendance.class_id and spans.student_id = attendance.student_id
        where
            since(spans.enrolled) <= getvariable('last_day')
            and until(spans.last_date) >= getvariable('first_day')
        group by all
    ),
    updates as (
        select
            told.student_id, programs.state_code as program,
            to_day(told.update_date) as day, told.update_id,
            statuses.state_code as status, told.progress_code,
            progresses.state_code as progress, told.exit_reason_code as reason_code,
            reasons.state_code as reason
        from raw_table('adult_program_updates') as told
        inner join orgs on told.org_id = orgs.org_id
        inner join codes_on('casas.instructional_program', getvariable('as_of')) as programs
            on lower(told.program_code) = programs.local_key
        left join codes_on('casas.program_status', getvariable('as_of')) as statuses
            on lower(told.program_status_code) = statuses.local_key
        left join codes_on('casas.progress', getvariable('as_of')) as progresses
            on lower(told.progress_code) = progresses.local_key
        left join codes_on('casas.reason_for_exiting', getvariable('as_of')) as reasons
            on lower(told.exit_reason_code) = reasons.local_key
        where
            orgs.casas_agency_id = getvariable('agency') and not orgs.is_excluded
            and not coalesce(is_yes(told.is_deleted), false)
            and to_day(told.update_date) between getvariable('first_day') and getvariable('as_of')
    ),
    outcomes as (
        select
            student_id, program,
            max(status) filter (where status = 'RETAINED') as status,
            arg_max(struct_pack(v := progress), (day, update_id))
                filter (where progress_code is not null).v as progress,
            arg_max(struct_pack(v := reason), (day, update_id))
                filter (where reason_code is not null).v as reason
        from updates
        group by all
    ),
    records as (
        select
            getvariable('agency') as agency_id, learning.site as site_id,
            getvariable('year') as program_year, students.local_student_id as student_id,
            learning.program as instructional_program,
            strftime(learning.start_date, '%m/%d/%Y') as program_start_date,
            strftime(learning.end_date, '%m/%d/%Y') as program_end_date,
            outcomes.status as program_status, outcomes.progress,
            outcomes.reason as reason_for_exiting, levels.state_code as instructional_level
        from learning
        inner join students on learning.student_id = students.student_id
        left join outcomes
            on learning.student_id = outcomes.student_id and learning.program = outcomes.program
        left join codes_on('casas.instructional_level', getvariable('as_of')) as levels
            on lower(learning.level) = levels.local_key
        where
            not students.is_excluded
            and students.local_student_id is not null
            and learning.start_date is not null
    )
    select * from records
    where not is_unsafe(concat_ws(
        '', agency_id, site_id, student_id, instructional_program, program_status, progress,
        reason_for_exiting, instructional_level
    ))
    qualify count(*) over (partition by student_id, instructional_program) = 1
    order by student_id nulls first, instructional_program nulls first
) to (getvariable('out') || '/sps.csv') (format csv, header true, new_line '\r\n');

-- The CAST research file of 2021: one row per entity, student group and grade; small groups masked.
create temp table results as
with entities as (
    select
        cds_code,
        bool_or(coalesce(charter_funding_code = 'DF', false)) as is_direct_funded,
        min(charter_funding_code) as funding
    from orgs
    where cds_code is not null
    group by cds_code
),
direct_funded as (
    select right(cds_code, 7) as school_code, min(cds_code) as cds_code
    from entities
    where is_direct_funded
    group by all
),
latest as (
    select
        *,
        accountability_district_code as accountable
    from raw_table('assessment_results')
    where try_cast(test_year as integer) = getvariable('test_year')
    qualify row_number() over (
        partition by ssid, test_id
        order by updated_at desc nulls last, source_row desc
    ) = 1
),
placed as (
    select
        latest.*,
        case
            when not coalesce(is_yes(latest.is_nonpublic_school), false)
                then latest.school_cds_code
            when regexp_full_match(latest.accountable, '[0-9]{7}')
                then coalesce(direct_funded.cds_code, latest.accountable || '0000000')
        end as cds_code,
        indicators.is_tested = 'true' as was_tested,
        indicators.is_scored = 'true' as was_scored
    from latest
    inner join seed('codes/include_indicators') as indicators
        on latest.include_indicator = indicators.include_indicator
    left join direct_funded on latest.accountable = direct_funded.school_code
    where
        not coalesce(is_yes(latest.is_deleted), false)
        and latest.test_id = '17'
        and regexp_full_match(latest.school_cds_code, '[0-9]{14}')
)
select
    case when right(placed.cds_code, 7) <> '0000000' then placed.cds_code end as school,
    case when substr(placed.cds_code, 3, 5) <> '00000' and not coalesce(entities.is_direct_funded, false)
        then left(placed.cds_code, 7) end as district,
    case when left(placed.cds_code, 2) <> '00' then left(placed.cds_code, 2) end as county,
    grades.state_code as grade,
    placed.was_tested, placed.was_scored,
    case when placed.was_scored then try_cast(placed.scale_score as integer) end as score,
    case when placed.was_scored then try_cast(placed.achievement_level as integer) end
        as level,
    case when placed.was_scored then try_cast(placed.life_sciences_level as integer) end
        as life,
    case when placed.was_scored then try_cast(placed.physical_sciences_level as integer) end
        as physical,
    case when placed.was_scored then try_cast(placed.earth_space_sciences_level as integer)
    end as earth,
    -- The attributes of a student that make groups.
    'Y' as all_students,
    genders.state_code as gender,
    ethnicities.state_code as ethnicity,
    languages.state_code as language_status,
    case
        when languages.state_code = 'EL'
            then case
                when to_day(placed.us_school_entry_date)
                    > make_date(getvariable('test_year') - 1, 4, 15) then 'under_12_months'
                else '12_months_or_more'
            end
    end as english_learner_time,
    parents.state_code as parent_education,
    y_n(is_yes(placed.is_economically_disadvantaged)) as economically_disadvantaged,
    y_n(is_yes(placed.is_economically_disadvantaged)) || ' ' || ethnicities.state_code
        as disadvantage_and_ethnicity,
    y_n(coalesce(is_yes(placed.is_migrant), false)) as migrant,
    y_n(coalesce(is_yes(placed.has_disability), false)) as disability,
    y_n(coalesce(is_yes(placed.is_armed_forces_family), false)) as armed_forces_family,
    y_n(coalesce(is_yes(placed.is_homeless), false)) as homeless,
    y_n(coalesce(is_yes(placed.is_foster_youth), false)) as foster_youth
from placed
left join entities on placed.cds_code = entities.cds_code
inner join codes_on('cast.grade', getvariable('test_day')) as grades
    on lower(placed.grade_code) = grades.local_key
left join codes_on('cast.gender', getvariable('test_day')) as genders
    on lower(placed.gender_code) = genders.local_key
left join codes_on('cast.reporting_ethnicity', getvariable('test_day')) as ethnicities
    on lower(placed.reporting_ethnicity_code) = ethnicities.local_key
left join codes_on('cast.elas', getvariable('test_day')) as languages
    on lower(placed.elas_code) = languages.local_key
left join codes_on('cast.parent_education', getvariable('test_day')) as parents
    on lower(placed.parent_education_code) = parents.local_key
where placed.cds_code is not null;

-- Equal students of a school and grade are one row, so that groups and levels are made of few.
create temp table tallied as
select
    columns(results.* exclude (
        was_tested, was_scored, score, level, life, physical, earth
    )),
    row_number() over () as tally_id,
    count(*) as enrolled,
    count(*) filter (where was_tested) as tested,
    count(*) filter (where was_scored) as scored,
    count(score) as with_score,
    coalesce(sum(score), 0) as score_sum,
    count(*) filter (where level = 1) as level_1, count(*) filter (where level = 2) as level_2,
    count(*) filter (where level = 3) as level_3, count(*) filter (where level = 4) as level_4,
    count(*) filter (where life = 1) as life_1, count(*) filter (where life = 2) as life_2,
    count(*) filter (where life = 3) as life_3,
    count(*) filter (where physical = 1) as physical_1,
    count(*) filter (where physical = 2) as physical_2,
    count(*) filter (where physical = 3) as physical_3,
    count(*) filter (where earth = 1) as earth_1, count(*) filter (where earth = 2) as earth_2,
    count(*) filter (where earth = 3) as earth_3
from results
group by all;

create macro share(part, whole) as cast(
    (part * 20000 + whole) // nullif(2 * whole, 0) * 0.01 as decimal(9, 2)
);
create macro masked(figure, is_hidden) as case when is_hidden then '*' else cast(figure as text) end;
create macro is_few(students) as students between 1 and 3;

copy (
    with values_of_students as (
        unpivot (
            select
                tally_id, all_students, gender, ethnicity, language_status, english_learner_time,
                parent_education, economically_disadvantaged, disadvantage_and_ethnicity, migrant,
                disability, armed_forces_family, homeless, foster_youth
            from tallied
        ) on * exclude (tally_id) into name attribute value attribute_value
    ),
    groups as (
        select
            cast(rules.student_group_code as integer) as student_group,
            rules.attribute,
            rules.attribute_value
        from seed('codes/student_group_rules') as rules
        inner join seed('codes/student_groups') as of_years
            on rules.student_group_code = of_years.student_group_code
        where
            cast(of_years.first_year as integer) <= getvariable('test_year')
            and coalesce(cast(of_years.last_year as integer), 9999) >= getvariable('test_year')
    ),
    grade_rows as (
        select
            member_grade_code as grade,
            cast(grade_code as integer) as row_grade
        from seed('codes/cast_grade_rows')
        where
            cast(first_year as integer) <= getvariable('test_year')
            and coalesce(cast(last_year as integer), 9999) >= getvariable('test_year')
    ),
    by_school as (
        select
            tallied.school, tallied.district, tallied.county, tallied.grade, groups.student_group,
            sum(columns('enrolled|tested|scored|with_score|score_sum|.*_[1-4]'))
        from (select columns('tally_id|school|district|county|grade|enrolled|tested|scored'
            || '|with_score|score_sum|.*_[1-4]') from tallied) as tallied
        inner join values_of_students using (tally_id)
        inner join groups using (attribute, attribute_value)
        group by all
    ),
    summed as (
        select
            case
                when grouping(school) = 0 then school
                when grouping(district) = 0 then district || '0000000'
                when grouping(county) = 0 then county || '000000000000'
                else '00000000000000'
            end as cds_code,
            case
                when grouping(school) = 0 then 7
                when grouping(district) = 0 then 6
                when grouping(county) = 0 then 5
                else 4
            end as entity_type,
            student_group, row_grade,
            sum(columns('enrolled|tested|scored|with_score|score_sum|.*_[1-4]'))
        from by_school
        inner join grade_rows using (grade)
        group by grouping sets (
            (student_group, row_grade, school), (student_group, row_grade, district),
            (student_group, row_grade, county), (student_group, row_grade)
        )
    ),
    masks as (
        select
            summed.*,
            totals.tested as total_tested, totals.scored as total_scored,
            summed.scored between 1 and 10 as is_hidden,
            summed.scored = 0 as is_empty,
            summed.life_1 + summed.life_2 + summed.life_3 as life,
            summed.physical_1 + summed.physical_2 + summed.physical_3 as physical,
            summed.earth_1 + summed.earth_2 + summed.earth_3 as earth,
            case
                when summed.entity_type <> 7 or entities.funding is null then summed.entity_type
                when entities.funding = 'DF' then 9
                else 10
            end as type_id
        from summed
        inner join summed as totals
            on summed.cds_code = totals.cds_code and summed.student_group = totals.student_group
            and totals.row_grade = 13
        left join (select cds_code, min(charter_funding_code) as funding from orgs group by all)
            as entities on summed.cds_code = entities.cds_code
    )
    select
        left(cds_code, 2) as "County Code", substr(cds_code, 3, 5) as "District Code",
        right(cds_code, 7) as "School Code", null as "Filler",
        getvariable('test_year') as "Test Year", student_group as "Student Group ID",
        'X' as "Test Type",
        masked(total_tested, is_few(total_tested)) as "Total Tested at Reporting Level",
        masked(total_scored, is_few(total_scored))
            as "Total Tested with Scores at Reporting Level",
        row_grade as "Grade", '17' as "Test ID",
        masked(enrolled, is_few(enrolled)) as "Students Enrolled",
        masked(tested, is_few(tested)) as "Students Tested",
        case when row_grade <> 13 and not is_empty
            then masked(
                case when with_score > 0 then cast(
                    (score_sum * 20 + with_score) // (2 * with_score) * 0.1 as decimal(9, 1)
                ) end, is_hidden
            ) end as "Mean Scale Score",
        case when not is_empty then masked(share(level_4, scored), is_hidden) end
            as "Percentage Standard Exceeded",
        case when not is_empty then masked(share(level_3, scored), is_hidden) end
            as "Percentage Standard Met",
        case when not is_empty then masked(share(level_3 + level_4, scored), is_hidden) end
            as "Percentage Standard Met and Above",
        case when not is_empty then masked(share(level_2, scored), is_hidden) end
            as "Percentage Standard Nearly Met",
        case when not is_empty then masked(share(level_1, scored), is_hidden) end
            as "Percentage Standard Not Met",
        masked(scored, is_few(scored)) as "Students with Scores",
        case when not is_empty then masked(share(life_1, life), is_hidden) end
            as "Life Sciences Domain Percent Below Standard",
        case when not is_empty then masked(share(life_2, life), is_hidden) end
            as "Life Sciences Domain Percent Near Standard",
        case when not is_empty then masked(share(life_3, life), is_hidden) end
            as "Life Sciences Domain Percent Above Standard",
        case when not is_empty then masked(share(physical_1, physical), is_hidden) end
            as "Physical Sciences Domain Percent Below Standard",
        case when not is_empty then masked(share(physical_2, physical), is_hidden) end
            as "Physical Sciences Domain Percent Near Standard",
        case when not is_empty then masked(share(physical_3, physical), is_hidden) end
            as "Physical Sciences Domain Percent Above Standard",
        case when not is_empty then masked(share(earth_1, earth), is_hidden) end
            as "Earth and Space Sciences Domain Percent Below Standard",
        case when not is_empty then masked(share(earth_2, earth), is_hidden) end
            as "Earth and Space Sciences Domain Percent Near Standard",
        case when not is_empty then masked(share(earth_3, earth), is_hidden) end
            as "Earth and Space Sciences Domain Percent Above Standard",
        type_id as "Type ID"
    from masks
    where cds_code is not null
    order by cds_code, student_group, row_grade
) to (getvariable('out') || '/cast_research.2021.txt') (
    format csv, delimiter '^', header true, quote '', escape '', new_line '\r\n'
);
