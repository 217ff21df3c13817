-- Planted cases, part 1: pupils. Only with --with-defects.
--
-- Every id begins with EC and the number of the case in the edge-case list, or RD for defects of
-- the raw rows themselves; planted_cases.csv says which row shows what. The list is written for
-- 2024-2025; here its days lie one year earlier and its census is 2023-10-04.
-- Schools A and B: the first two regular schools of the agency that teach grade 7.

set variable school_a = (
    select org_id from schools
    where not is_nonpublic and not is_option_school and pupils > 0
    order by (8 between low_grade and high_grade) desc, school_no
    limit 1
);
set variable school_b = coalesce((
    select org_id from schools
    where
        not is_nonpublic and not is_option_school and pupils > 0
        and org_id <> getvariable('school_a')
    order by (8 between low_grade and high_grade) desc, school_no
    limit 1
), getvariable('school_a'));

create macro place(letter) as
case letter
    when 'A' then getvariable('school_a') when 'B' then getvariable('school_b')
    else letter
end;

-- One pupil for each case, the same person but for the fact that matters.
create table planted as
select
    student_id,
    coalesce(local_student_id, student_id) as local_student_id,
    case
        when
            has_ssid
            then '99' || lpad(cast(row_number() over (order by student_id) as varchar), 8, '0')
    end as ssid
from (
    values
    ('EC001', null, false), ('EC002', null, true), ('EC003', null, false), ('EC004', null, false),
    ('EC005A', '00777', false), ('EC005B', '00777', false), ('EC008', null, true),
    ('EC009', null, true), ('EC010', null, true), ('EC011', null, true), ('EC012', null, true),
    ('EC013', null, true), ('EC014', null, true), ('EC015', null, true), ('EC016', null, true),
    ('EC017', null, true), ('EC018', null, true), ('EC019', null, true), ('EC020', null, true),
    ('EC021', null, true), ('EC022', null, true), ('EC023', null, true), ('EC024', null, true),
    ('EC025', null, true), ('EC027', null, true), ('EC028', null, true), ('EC029', null, true),
    ('EC030', null, true), ('EC031A', null, true), ('EC031B', null, true), ('EC032', null, true),
    ('EC033', null, true), ('EC034', '0004512', true), ('EC035', null, true), ('EC036', null, true),
    ('EC037', null, true), ('EC038', null, true), ('EC039', null, true), ('EC040', null, true),
    ('EC041', null, true), ('EC042', null, true), ('EC043', null, false), ('EC044', null, true),
    ('EC045', null, true), ('EC046', null, true), ('EC047', null, true), ('EC057', null, true),
    ('EC058', null, true), ('EC059', null, true), ('EC060', null, true), ('EC061', null, true),
    ('EC068', null, true), ('EC069', null, true), ('EC070', null, true), ('EC071', null, true),
    ('EC072', null, true), ('EC073', null, true), ('EC074', null, true), ('EC075', null, true),
    ('EC076', null, true), ('EC102', null, true),
    ('RD01', null, true), ('RD02', null, true), ('RD03', null, true), ('RD04', null, true),
    ('RD05', null, true), ('RD06', null, true), ('RD07', null, true), ('RD08', null, true),
    ('RD09', null, true), ('RD10', null, true), ('RD11', '=1^1', true), ('RD12', null, true),
    ('RD13', null, true), ('RD14', null, true), ('RD15', null, true)
) as facts (student_id, local_student_id, has_ssid);

insert into out.students by name
select
    student_id, local_student_id, ssid,
    'Casey' as legal_first_name, 'Example' as legal_last_name, '2011-03-15' as birth_date,
    'Female' as gender_code, 'CA' as birth_state_code, 'US' as birth_country_code,
    'false' as is_hispanic, 'White' as race_code_1, '2016-08-15' as us_school_entry_date,
    '00' as primary_language_code
from planted;

update out.students set legal_last_name = 'O^Neil'
where student_id = 'EC027';
update out.students set legal_first_name = 'José'
where student_id = 'EC028';
update out.students set birth_date = '2012-02-29'
where student_id = 'EC029';
update out.students set gender_code = 'F'
where student_id = 'EC032';
update out.students set demographics_effective_date = '2023-07-20'
where student_id = 'EC037';
update out.students set is_hispanic = null
where student_id = 'EC039';
update out.students set is_hispanic = 'true', race_code_1 = null
where student_id = 'EC040';
update out.students set race_code_1 = 'Chinese', race_code_3 = 'White', race_code_4 = 'Chinese'
where student_id = 'EC041';
update out.students set alias_first_name = ''
where student_id = 'EC102';
update out.students set birth_date = '13/45/2012'
where student_id = 'RD01';
update out.students set is_hispanic = 'maybe'
where student_id = 'RD03';
update out.students set ssid = '12345'
where student_id = 'RD07';
update out.students set legal_last_name = 'Tab' || chr(9) || 'Name'
where student_id = 'RD08';
update out.students set legal_last_name = 'Line' || chr(10) || 'Break'
where student_id = 'RD09';
update out.students set legal_first_name = 'Bo "Bee", Jr'
where student_id = 'RD10';
update out.students set legal_last_name = repeat('Long', 20)
where student_id = 'RD12';
update out.students set legal_first_name = '  Casey  '
where student_id = 'RD13';
update out.students set updated_at = '2023-08-01T08:00:00-07:00'
where student_id = 'RD04';

-- The same key again: the later change wins. Without a change date the last row of the file wins.
insert into out.students by name
select * replace ('Newest' as legal_first_name, '2023-09-01T08:00:00-07:00' as updated_at)
from out.students
where student_id = 'RD04';
insert into out.students by name
select * replace ('Zoe' as legal_first_name) from out.students
where student_id = 'RD14';
-- Of two rows of one key the later one is deleted: nobody is left.
insert into out.students by name
select * replace ('true' as is_deleted, '2023-09-01T08:00:00-07:00' as updated_at)
from out.students
where student_id = 'RD15';
