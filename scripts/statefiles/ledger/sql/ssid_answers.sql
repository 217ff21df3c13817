-- The SSIDs of the state beside our students. A student is found by the SSID, else by the local
-- number when one student alone has it on either side and the birth dates agree.
create or replace temp table ssid_answers as
with
state_rows as (
    select
        nullif(ssid, '') as ssid,
        nullif(local_student_id, '') as local_student_id,
        min(student_legal_first_name) as first_name,
        min(student_legal_last_name) as last_name,
        min(student_gender_code) as gender_code,
        min(try_strptime(student_birth_date, ['%Y%m%d', '%m/%d/%Y'])::date) as birth_date,
        min(ssid_creation_date) as ssid_creation_date
    from ssid_rows
    group by nullif(ssid, ''), nullif(local_student_id, '')
),
state_counted as (
    select *, count(*) over (partition by local_student_id) as rows_with_local_id
    from state_rows
),
students as (
    select *, count(*) over (partition by local_student_id) as students_with_local_id
    from marts.dim_students
    where not is_excluded
),
by_local_id as (
    select
        students.student_id,
        students.local_student_id,
        students.ssid as ssid_here,
        state_counted.ssid as ssid_there,
        state_counted.ssid_creation_date,
        students.birth_date = state_counted.birth_date as is_same_birth_date
    from students
    inner join state_counted
        on
            students.local_student_id = state_counted.local_student_id
            and state_counted.rows_with_local_id = 1
            and students.students_with_local_id = 1
    where students.ssid is distinct from state_counted.ssid
),
taken as (
    select ssid from students where ssid is not null
),
by_ssid as (
    select
        students.student_id,
        students.local_student_id,
        students.ssid,
        min(state_rows.birth_date) as birth_date_there,
        min(state_rows.gender_code) as gender_there,
        bool_or(
            students.gender_code = state_rows.gender_code
            and year(students.birth_date) = year(state_rows.birth_date)
        ) as is_same_person,
        bool_or(
            lower(students.legal_first_name) = lower(state_rows.first_name)
            and lower(students.legal_last_name) = lower(state_rows.last_name)
        ) as is_same_name
    from students
    inner join state_rows on students.ssid = state_rows.ssid
    group by students.student_id, students.local_student_id, students.ssid
),
-- The replacement stands in the SSID extract; gender and birth year decide whether the state takes
-- it by itself (0008) or refuses the row (0072).
replaced as (
    select
        students.student_id,
        students.local_student_id,
        students.ssid,
        retired_rows.replacement_ssid,
        bool_or(
            students.gender_code = state_rows.gender_code
            and year(students.birth_date) = year(state_rows.birth_date)
        ) as is_same_person
    from students
    inner join retired_rows on students.ssid = retired_rows.retired_ssid
    left join state_rows on retired_rows.replacement_ssid = state_rows.ssid
    group by
        students.student_id,
        students.local_student_id,
        students.ssid,
        retired_rows.replacement_ssid
)
select
    case
        when ssid_here is not null then 'another SSID'
        when is_same_birth_date and ssid_there not in (select ssid from taken) then 'assigned'
        else 'to be checked'
    end as answer,
    student_id,
    local_student_id,
    ssid_here,
    ssid_there,
    ssid_creation_date,
    case
        when not coalesce(is_same_birth_date, false) then 'the birth dates differ'
        when ssid_there in (select ssid from taken) then 'another student has the SSID'
    end as note,
    cast(null as varchar) as rules
from by_local_id
union all
select
    'another person',
    student_id,
    local_student_id,
    ssid,
    ssid,
    null,
    'gender or birth year differ',
    concat_ws(
        ' ', 'SENR0035 SENR0069 SPRG0069 SDIS0069 SWAV0069 SCSE0069 SCSC0069',
        case when not coalesce(is_same_name, false) then 'SINF0068' end
    )
from by_ssid
where not coalesce(is_same_person, false)
union all
select
    'replaced',
    student_id,
    local_student_id,
    ssid,
    replacement_ssid,
    null,
    case
        when is_same_person then 'the state takes the new SSID by itself'
        when is_same_person is null then 'the new SSID is not in the SSID extract'
        else 'gender or birth year differ, so the state refuses the row'
    end,
    case
        when is_same_person
            then
                'SENR0008 SINF0008 SPRG0008 SELA0008 SDIS0008 SWAV0008 SCSE0008 SCSC0008 SCTE0008'
        when not is_same_person
            then
                'SENR0072 SINF0072 SPRG0072 SELA0072 SDIS0072 SWAV0072 SCSE0072 SCSC0072'
    end
from replaced
union all
select
    'not here',
    null,
    state_rows.local_student_id,
    null,
    state_rows.ssid,
    state_rows.ssid_creation_date,
    'no student has this SSID',
    null
from state_rows
left join students on state_rows.ssid = students.ssid
left join by_local_id on state_rows.ssid = by_local_id.ssid_there
left join replaced on state_rows.ssid = replaced.replacement_ssid
where students.student_id is null and by_local_id.student_id is null and replaced.student_id is null;
