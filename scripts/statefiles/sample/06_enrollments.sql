-- The table enrollments itself, from the spans; and the stays that schedules and programs follow.

create table made.enrollments as
with
facts as (
    select
        spans.*,
        people.student_id,
        schools.org_id,
        receivers.school_code as receiver_code,
        people.household_no,
        one_in(people.household_no, 341, 40) and spans.status = '10' as is_transfer,
        case
            when spans.exit_code = 'COMPL'
                then year_end_completion(spans.person_no, spans.grade_no)
        end as completion_code
    from spans
    inner join people on spans.person_no = people.person_no
    inner join schools on spans.school_no = schools.school_no
    left outer join schools as receivers
        on spans.next_school = receivers.school_no and not receivers.is_nonpublic
)

select
    'E' || facts.school_year || '-' || lpad(cast(facts.person_no as varchar), 7, '0')
    || '-' || facts.part as enrollment_id,
    facts.student_id,
    facts.org_id,
    facts.entry_date,
    facts.exit_date,
    facts.exit_code,
    facts.completion_code,
    grades.local_code as grade_code,
    case facts.status when '10' then 'P' when '20' then 'S' else 'ST' end as enrollment_type_code,
    -- A split row gets its transfer code with the second part: that is why it was split.
    case
        when facts.is_transfer or (facts.part = 2 and one_in(facts.person_no, 342, 2))
            then 'INTER'
    end as transfer_code,
    case
        when facts.is_transfer or (facts.part = 2 and one_in(facts.person_no, 342, 2))
            then getvariable('residence_district')
    end as residence_district_code,
    case
        when facts.exit_code in ('XFER', 'COMPL') and facts.grade_no < 13
            then facts.receiver_code
    end as expected_receiver_school_code,
    case when facts.completion_code = 'DIPLOMA' then draw(facts.person_no, 343, 100) < 47
    end as uc_csu_requirements_met,
    case when facts.completion_code = 'DIPLOMA' then draw(facts.person_no, 344, 100) < 12
    end as golden_state_seal_merit,
    case when facts.completion_code = 'DIPLOMA' then draw(facts.person_no, 345, 100) < 18
    end as seal_of_biliteracy,
    case when facts.completion_code = '120' then true end as transition_status,
    case when facts.completion_code = 'DIPLOMA' then one_in(facts.person_no, 346, 40)
    end as graduation_exemption,
    -- Families are on one track of the school that has two (calendar).
    case when facts.school_no % 7 = 4
        then case when facts.household_no % 2 = 0 then 'A' else 'B' end
    end as track,
    one_in(facts.person_no, 347, 200) as absence_summary_exempt,
    false as exclude_from_state_reporting,
    false as is_deleted,
    cast(null as varchar) as updated_at
from facts
inner join grades on facts.grade_no = grades.grade_no
union all
-- Rows typed at the wrong place and taken back: soft deletes that no file may show.
select
    'E' || spans.school_year || '-' || lpad(cast(spans.person_no as varchar), 7, '0') || '-9',
    people.student_id, schools.org_id, spans.entry_date, null, null, null,
    grades.local_code, 'P', null, null, null, null, null, null, null, null, null, false, false,
    true, '2023-09-05T10:00:00-07:00'
from spans
inner join people on spans.person_no = people.person_no
inner join schools on spans.school_no = schools.school_no
inner join grades on spans.grade_no = grades.grade_no
where spans.school_year = 2024 and spans.part = 1 and one_in(spans.person_no, 348, 500);

-- Grain: one row per pupil and school of 2023-24, the parts of a split year joined.
create table stays as
select
    spans.person_no,
    spans.school_no,
    any_value(people.student_id) as student_id,
    any_value(schools.org_id) as org_id,
    any_value(spans.grade_no) as grade_no,
    any_value(people.is_english_learner) as is_english_learner,
    min(spans.entry_date) as first_day,
    case when count(spans.exit_date) = count(*) then max(spans.exit_date) end as last_day
from spans
inner join people on spans.person_no = people.person_no
inner join schools on spans.school_no = schools.school_no
where
    spans.school_year = 2024 and spans.status = '10'
    and coalesce(spans.exit_date, spans.entry_date) > spans.entry_date
group by spans.person_no, spans.school_no;

-- Nobody came to a US school for the first time after the first enrollment here.
update made.students set us_school_entry_date = firsts.first_day
from (
    select
        student_id,
        min(entry_date) as first_day
    from made.enrollments
    where not is_deleted and exit_code is distinct from 'NOSHOW'
    group by student_id
) as firsts
where
    made.students.student_id = firsts.student_id
    and made.students.us_school_entry_date > firsts.first_day;
