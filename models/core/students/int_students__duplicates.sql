-- Grain: one row per student who shares the SSID, or name and birth date, with another student.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

-- Ruling of question 47: letters and digits of the legal first and last name, without case and
-- accents, and the birth date.
identified as (

    select
        student_id,
        case when not coalesce(exclude_from_state_reporting, false) then ssid end as ssid,
        {{ plain_letters('legal_first_name') }} as first_name,
        {{ plain_letters('legal_last_name') }} as last_name,
        birth_date
    from students

),

ssids as (

    select
        ssid,
        count(*) as students,
        min(student_id) as first_student_id,
        max(student_id) as last_student_id
    from identified
    where ssid is not null
    group by ssid
    having count(*) > 1

),

persons as (

    select
        first_name,
        last_name,
        birth_date,
        min(student_id) as first_student_id,
        max(student_id) as last_student_id
    from identified
    where first_name is not null and last_name is not null and birth_date is not null
    group by first_name, last_name, birth_date
    having count(*) > 1

),

final as (

    select
        identified.student_id,
        ssids.students as students_with_ssid,
        ssids.first_student_id as person_id,
        case
            when identified.student_id = ssids.first_student_id then ssids.last_student_id
            else ssids.first_student_id
        end as other_student_id_with_ssid,
        case
            when identified.student_id = persons.first_student_id then persons.last_student_id
            else persons.first_student_id
        end as other_student_id_alike
    from identified
    left join ssids on identified.ssid = ssids.ssid
    left join persons
        on
            identified.first_name = persons.first_name
            and identified.last_name = persons.last_name
            and identified.birth_date = persons.birth_date
    where ssids.ssid is not null or persons.birth_date is not null

)

select * from final
