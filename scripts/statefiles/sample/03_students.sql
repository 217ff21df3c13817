-- The table students: identity and demographics, all invented.

create table traits as
select
    *,
    case
        when draw(person_no, 201, 200) = 0 then 'Nonbinary'
        when draw(person_no, 201, 2) = 0 then 'Male' else 'Female'
    end as gender_code,
    -- Pupils of a grade are born between September 2 and September 1; every thirtieth is a year
    -- older. Transitional kindergarten takes those who turn five by April 2.
    case
        when kind = 'X' then date '2006-01-01' - cast(draw(person_no, 202, 18000) as integer)
        when grade_no = 0
            then
                make_date(anchor_year - 6, 9, 2)
                + cast(draw(person_no, 202, 212) as integer)
        else
            make_date(
                anchor_year - 6 - grade_no - cast(one_in(person_no, 203, 30) as integer), 9, 2
            )
            + cast(draw(person_no, 202, 365) as integer)
    end as birth_date,
    case when draw(person_no, 204, 1000) < 985 then draw(household_no, 205, 10) < 6 end
        as is_hispanic,
    -- A language other than English at home for every learner of English and some others.
    case
        when
            is_english_learner or draw(household_no, 206, 100) < 18
            or (kind = 'X' and draw(person_no, 207, 10) < 6)
            then pick(
                [
                    '01',
                    '01',
                    '01',
                    '01',
                    '01',
                    '01',
                    '01',
                    '02',
                    '05',
                    '07',
                    '23',
                    '28',
                    '16',
                    '49'
                ],
                household_no, 208
            )
        when one_in(person_no, 209, 500) then '37'
        else '00'
    end as language_code
from people;

alter table traits add column is_foreign_born boolean;
update traits set
    is_foreign_born = language_code not in ('00', '37') and draw(person_no, 210, 10) < 3;

create table made.students as
select
    student_id,
    lpad(cast(person_no * 37 + 4512 as varchar), 9, '0') as local_student_id,
    -- Made-up numbers of ten digits; the factor and the modulus have no common divisor, so no two
    -- people share one. Adult learners have none.
    case
        when kind <> 'X' and not lacks_ssid
            then cast(9000000001 + person_no * 48271 % 899999963 as varchar)
    end as ssid,
    case
        when one_in(person_no, 221, 900) then getvariable('long_first_name')
        when gender_code = 'Male' then pick(getvariable('boys'), person_no, 222)
        else pick(getvariable('girls'), person_no, 222)
    end as legal_first_name,
    case when draw(person_no, 223, 5) < 2 then case
        when gender_code = 'Male' then pick(getvariable('boys'), person_no, 224)
        else pick(getvariable('girls'), person_no, 224)
    end end as legal_middle_name,
    case
        when one_in(household_no, 225, 900) then getvariable('long_last_name')
        when one_in(household_no, 226, 40)
            then
                replace(
                    pick(getvariable('last_names'), household_no, 227) || '-'
                    || pick(getvariable('last_names'), household_no, 228), ' ', ''
                )
        else pick(getvariable('last_names'), household_no, 227)
    end as legal_last_name,
    case when one_in(person_no, 229, 60) then pick(['Jr.', 'II', 'III'], person_no, 230) end
        as name_suffix_code,
    case when one_in(person_no, 231, 50) then pick(['Alex', 'Sam', 'Lupe', 'Max'], person_no, 232)
    end as alias_first_name,
    case when one_in(person_no, 231, 50) then pick(getvariable('last_names'), person_no, 233)
    end as alias_last_name,
    case when one_in(person_no, 234, 30) then pick(['Alex', 'Sky', 'Ray', 'Jo'], person_no, 235)
    end as preferred_first_name,
    birth_date,
    gender_code,
    case when is_foreign_born then pick(
        ['Guadalajara', 'Manila', 'Da Nang', 'San Salvador', 'Oaxaca', 'Morelia'], person_no, 236
    ) else pick(getvariable('cities'), person_no, 236) end as birth_city,
    -- Both spellings of an agency: the state alone (joined to the country) and the full code.
    case
        when is_foreign_born and language_code = '01'
            then
                pick(
                    ['MX-JAL', 'MX-MIC', 'MX-OAX', 'MX-SIN', 'MX-GUA'], person_no, 237
                )
        when is_foreign_born then null
        when one_in(person_no, 238, 12) then pick(['NV', 'OR', 'TX', 'AZ'], person_no, 239)
        when one_in(person_no, 240, 3) then 'US-CA'
        else 'CA'
    end as birth_state_code,
    case
        when not is_foreign_born then 'US'
        when language_code = '01' then 'MX'
        when language_code = '02' then 'VN'
        when language_code = '05' then 'PH'
        when language_code = '07' then 'CN'
        when language_code = '28' then 'IN'
        else 'GT'
    end as birth_country_code,
    is_hispanic,
    case
        when one_in(person_no, 241, 60) then null
        when draw(household_no, 242, 10) < 6 then 'White'
        else pick(getvariable('races'), household_no, 243)
    end as race_code_1,
    case
        when one_in(person_no, 244, 12) and not one_in(person_no, 241, 60)
            then pick(getvariable('races'), person_no, 245)
    end as race_code_2,
    -- First grade of all, or for those who came from abroad one of the last three summers.
    case when kind <> 'X' then make_date(
        case
            when is_foreign_born and grade_no > 3
                then anchor_year - 1 - cast(draw(person_no, 246, 3) as integer)
            else anchor_year - greatest(grade_no, 1)
        end, 8, 14
    ) end as us_school_entry_date,
    case
        when kind <> 'X' and (is_foreign_born or one_in(person_no, 247, 3))
            then is_foreign_born
    end as us_school_under_three_years,
    language_code as primary_language_code,
    case
        when kind = 'X' and one_in(person_no, 248, 4)
            then '9' || lpad(cast(person_no * 7919 % 100000000 as varchar), 8, '0')
    end as ssn,
    case
        when kind = 'X' or one_in(person_no, 249, 5)
            then lower(student_id) || '@example.org'
    end as email,
    case
        when kind = 'X' or one_in(person_no, 250, 2)
            then '209555' || lpad(cast(draw(household_no, 251, 10000) as varchar), 4, '0')
    end as phone,
    case
        when one_in(person_no, 252, 25) and anchor_year = 2024 and not lacks_ssid
            then date '2023-09-01' + cast(draw(person_no, 253, 200) as integer)
    end
        as demographics_effective_date,
    one_in(person_no, 254, 5000) and kind <> 'C' as exclude_from_state_reporting,
    false as is_deleted,
    cast(null as varchar) as updated_at
from traits;
