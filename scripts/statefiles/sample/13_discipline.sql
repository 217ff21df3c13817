-- Incidents of 2018-19 (the last year of the old file) and 2023-24: several pupils, offenses and
-- results; and restraints without any offense.

create table involved as
with
present as (
    select
        spans.person_no, people.student_id, schools.org_id, schools.school_no, spans.school_year,
        spans.entry_date, spans.exit_date,
        row_number() over (
            partition by spans.school_no, spans.school_year
            order by draw(spans.person_no, 901, 1000000), spans.person_no
        ) as place,
        count(*) over (partition by spans.school_no, spans.school_year) as pupils
    from spans
    inner join people on spans.person_no = people.person_no
    inner join schools on spans.school_no = schools.school_no
    where
        people.kind in ('C', 'D') and spans.school_year in (2019, 2024) and spans.status = '10'
        and spans.part = 1 and spans.exit_date is not null
        and spans.exit_date >= make_date(spans.school_year, 5, 1)
        and spans.entry_date < make_date(spans.school_year - 1, 9, 1)
)

-- Every three of the chosen pupils share an incident.
select
    present.*,
    present.school_no * 100000 + present.school_year * 20 + present.place // 3 as incident_key,
    school_day_before(make_date(present.school_year - 1, 9, 18) + cast(
        draw(present.school_no * 1000 + present.place // 3, 902, 215) as integer
    )) as incident_date
from present
where present.place <= greatest(5, least(present.pupils // 25, 50));

create table made.discipline_incidents as
select
    'I' || incident_key as incident_id,
    any_value(org_id) as org_id,
    any_value(school_year) || '-' || lpad(cast(
        row_number() over (partition by any_value(school_year) order by incident_key) as varchar
    ), 5, '0') as local_incident_number,
    any_value(incident_date) as incident_date,
    case
        when draw(incident_key, 903, 12) = 0 then 'RESTRAINT-ONLY'
        when draw(incident_key, 903, 12) = 1 then 'KNIFE'
        else pick(
            ['FIGHT', 'FIGHT', 'DEFIANCE', 'PROPERTY', 'BULLY', 'THEFT', 'DRUGS', 'TOBACCO', '506'],
            incident_key, 904
        )
    end as most_severe_offense_code
from involved
group by incident_key;

create table made.discipline_participants as
select
    'I' || incident_key as incident_id,
    student_id,
    draw(person_no, 905, 3) > 0 as instructional_support,
    case when one_in(person_no, 906, 6) then 'NONE' end as interim_removal_code
from involved;

create table made.discipline_offenses as
with
listed as (
    select involved.*, made.discipline_incidents.most_severe_offense_code as offense_code
    from involved
    inner join made.discipline_incidents
        on 'I' || involved.incident_key = made.discipline_incidents.incident_id
    union all
    -- A second, milder offense for every other pupil.
    select involved.*, 'DISRUPT'
    from involved
    inner join made.discipline_incidents
        on 'I' || involved.incident_key = made.discipline_incidents.incident_id
    where
        made.discipline_incidents.most_severe_offense_code <> 'RESTRAINT-ONLY'
        and one_in(involved.person_no, 907, 2)
)

select
    'I' || incident_key as incident_id,
    student_id,
    offense_code,
    case when offense_code = 'KNIFE' then 'BLADE' end as weapon_code
from listed
where offense_code <> 'RESTRAINT-ONLY';

create table made.discipline_actions as
with
chosen as (
    select
        involved.*,
        made.discipline_incidents.most_severe_offense_code,
        case
            when made.discipline_incidents.most_severe_offense_code = 'RESTRAINT-ONLY' then 'RES'
            when made.discipline_incidents.most_severe_offense_code = 'KNIFE' then 'EXP'
            else pick(['SUS', 'SUS', 'SUS', 'ISS', 'OTH'], involved.person_no, 908)
        end as action_code
    from involved
    inner join made.discipline_incidents
        on 'I' || involved.incident_key = made.discipline_incidents.incident_id
),

actions as (
    select *, 1 as part from chosen
    union all
    -- Suspended for a second stretch, or counseled beside the suspension.
    select
        * replace (case when one_in(person_no, 909, 2) then 'SUS' else 'OTH' end as action_code), 2
    from chosen
    where action_code = 'SUS' and one_in(person_no, 910, 4)
    union all
    -- Some who were restrained were secluded as well.
    select * replace ('SEC' as action_code), 3
    from chosen
    where action_code = 'RES' and school_year = 2024 and one_in(person_no, 914, 3)
)

select
    'DA' || incident_key || '-' || person_no || '-' || part as action_id,
    'I' || incident_key as incident_id,
    student_id,
    action_code,
    case action_code when 'EXP' then 'BOARD' when 'SUS' then 'SCHOOL' when 'ISS' then 'SCHOOL' end
        as authority_code,
    case
        when action_code = 'EXP' then cast(30 + draw(person_no, 911, 60) as decimal(5, 2))
        when action_code in ('SUS', 'ISS')
            then cast(pick([0.5, 1, 1, 2, 3, 5], person_no * 10 + part, 912) as decimal(5, 2))
    end as duration_days,
    case when action_code = 'EXP' then pick(['300', '300', '100'], person_no, 913) end
        as modification_code
from actions;
update made.discipline_incidents set most_severe_offense_code = null
where most_severe_offense_code = 'RESTRAINT-ONLY';
