-- Grain of spans: one row per enrollment of a person, from the plans. part counts within the year.

create macro leaving_reason(key, grade_no) as
case
    when one_in(key, 311, 400) then 'E130'
    when grade_no >= 11 and draw(key, 312, 10) < 2 then pick(['T260', 'T280', 'T370'], key, 313)
    when grade_no >= 8 and draw(key, 314, 10) < 2 then pick(['TRUANT', 'EXPEL', 'OTHER'], key, 315)
    else pick(
        [
            'XFER', 'XFER', 'XFER', 'XFER', 'PRIV', 'OUTST', 'OUTST', 'OUTCO', 'HOMESCH', 'MED',
            'T165', 'T167', 'OTHER'
        ], key, 316
    )
end;

-- How a year ends: graduates and other completers, pupils who change school, all others.
create macro year_end_reason(key, grade_no, school_no, next_school) as
case
    when grade_no = 13
        then
            case
                when draw(key, 321, 100) < 95 then 'COMPL' else 'YREND'
            end
    when grade_no = 9 and next_school is distinct from school_no then 'COMPL'
    when next_school is distinct from school_no then 'XFER'
    else 'YREND'
end;

create macro year_end_completion(key, grade_no) as
case
    when grade_no = 9 then 'PROMO'
    when draw(key, 322, 100) < 90 then 'DIPLOMA'
    else pick(['360', '360', '120', '320', '330'], key, 323)
end;

create table spans as
with
-- The year before; kindergarten after transitional kindergarten is reported as kindergarten twice.
year_before as (
    select
        plans.person_no, 2023 as school_year, 1 as part, plans.earlier_school as school_no,
        greatest(plans.grade_no - 1, 1) as grade_no, '10' as status,
        years.first_day as entry_date, years.last_day as exit_date,
        case
            when plans.grade_no = 10 and plans.earlier_school <> plans.school_no then 'COMPL'
            when plans.earlier_school <> plans.school_no then 'XFER' else 'YREND'
        end as exit_code,
        plans.school_no as next_school
    from plans
    inner join traits on plans.person_no = traits.person_no
    inner join years on years.school_year = 2023
    where
        plans.kind = 'C' and plans.path not in ('open', 'late')
        and plans.earlier_school is not null
        -- Transitional kindergarten of 2022-23 took those who turned five by February 2.
        and (plans.grade_no > 1 or traits.birth_date <= date '2018-02-02')
        and draw(plans.person_no, 331, 100) < 93
),

first_part as (
    select
        person_no, 2024, 1,
        case path when 'moved before' then other_school else school_no end,
        grade_no, '10',
        case
            when path = 'late'
                then school_day_after(date '2023-08-28' + cast(draw(person_no, 332, 30) as integer))
            when kind = 'A'
                then
                    school_day_after(date '2023-10-09' + cast(draw(person_no, 333, 190) as integer))
            else date '2023-08-14'
        end,
        case
            when path = 'open' or (kind = 'A' and lacks_ssid) then null
            when path = 'N' then date '2023-08-13' + cast(one_in(person_no, 334, 3) as integer)
            when path in ('L', 'moved before') then early_day
            when path in ('split', 'moved after', 'left') then late_day
            else date '2024-05-31'
        end,
        case
            when path = 'open' or (kind = 'A' and lacks_ssid) then null
            when path = 'N' then 'NOSHOW'
            when path = 'split' then 'UPD'
            when path in ('moved before', 'moved after') then 'XFER'
            when path in ('L', 'left') then leaving_reason(person_no, grade_no)
            else year_end_reason(person_no, grade_no, school_no, later_school)
        end,
        case path
            when 'moved before' then school_no
            when 'moved after' then other_school
            else later_school
        end
    from plans
    where kind in ('C', 'L', 'N', 'A')
),

second_part as (
    select
        person_no, 2024, 2,
        case path when 'moved after' then other_school else school_no end,
        grade_no, '10',
        case path
            when 'split' then late_day + 1
            when 'moved before' then school_day_after(early_day + 1)
            else school_day_after(late_day + 1)
        end,
        date '2024-05-31',
        year_end_reason(
            person_no, grade_no, case path when 'moved after' then other_school else school_no end,
            later_school
        ),
        later_school
    from plans
    where path in ('split', 'moved before', 'moved after')
),

-- A second school beside the first: a class elsewhere, or some weeks at a continuation school.
second_schools as (
    select
        plans.person_no, 2024, 3, schools.school_no, plans.grade_no,
        case when schools.is_short_term_school then '30' else '20' end,
        date '2023-09-11',
        case when schools.is_short_term_school then date '2023-10-06' else date '2024-05-24' end,
        'SEC', null
    from plans
    inner join schools
        on
            plans.cluster_no = schools.cluster_no and plans.school_no <> schools.school_no
            and plans.grade_no between schools.low_grade and schools.high_grade
            and not schools.is_nonpublic and schools.pupils > 0
            and schools.charter_funding_code is distinct from 'DF'
    where
        plans.path = 'whole' and not plans.is_option_school and not plans.is_nonpublic
        and not plans.is_tied and plans.grade_no >= 7
        and one_in(plans.person_no * 10 + schools.school_no % 10, 335, 80)
    qualify row_number() over (partition by plans.person_no order by schools.school_no) = 1
),

year_after as (
    select
        plans.person_no, 2025, 1,
        case when plans.grade_no = 13 then plans.school_no else plans.later_school end,
        least(plans.grade_no + 1, 13), '10',
        years.first_day, years.last_day,
        case when plans.grade_no >= 12 then 'COMPL' else 'YREND' end,
        null
    from plans
    inner join years on years.school_year = 2025
    where
        plans.kind in ('C', 'A') and not plans.lacks_ssid
        and plans.path in ('whole', 'split', 'moved before', 'late', 'A')
        and case
            when plans.grade_no = 13
                then year_end_reason(plans.person_no, 13, 0, 0) = 'YREND'
            else plans.later_school is not null
        end
),

other_years as (
    select
        plans.person_no, plans.anchor_year, 1, plans.school_no, plans.grade_no, '10',
        years.first_day, years.last_day,
        case
            when plans.kind = 'G' then 'COMPL'
            when plans.kind = 'W' and one_in(plans.person_no, 336, 9) then 'HOMESCH'
            when plans.kind <> 'K'
                then
                    year_end_reason(
                        plans.person_no, plans.grade_no, plans.school_no, plans.later_school
                    )
            else 'YREND'
        end,
        plans.later_school
    from plans
    inner join years on plans.anchor_year = years.school_year
    where plans.kind in ('G', 'K', 'D', 'W')
)

select * from year_before
union all
select * from first_part
union all
select * from second_part
union all
select * from second_schools
union all
select * from year_after
union all
select * from other_years;
