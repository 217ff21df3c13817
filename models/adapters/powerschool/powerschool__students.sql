-- Grain: one row per student.

with

students as (

    select * from {{ source('powerschool', 'students') }}

),

races as (

    select * from {{ source('powerschool', 'studentrace') }}

),

ordered_races as (

    select
        studentid,
        racecd,
        row_number() over (partition by studentid order by racecd) as place
    from races

),

race_codes as (

    select
        studentid,
        max(racecd) filter (where place = 1) as race_code_1,
        max(racecd) filter (where place = 2) as race_code_2,
        max(racecd) filter (where place = 3) as race_code_3,
        max(racecd) filter (where place = 4) as race_code_4,
        max(racecd) filter (where place = 5) as race_code_5
    from ordered_races
    group by studentid

),

-- PowerSchool, Students.FedEthnicity: 1 is yes, 0 is no; another number is no answer.
final as (

    select
        students.id as student_id,
        students.student_number as local_student_id,
        students.state_studentnumber as ssid,
        students.first_name as legal_first_name,
        students.middle_name as legal_middle_name,
        students.last_name as legal_last_name,
        students.dob as birth_date,
        students.gender as gender_code,
        case
            when students.fedethnicity in ('0', '1') then students.fedethnicity
        end as is_hispanic,
        race_codes.race_code_1,
        race_codes.race_code_2,
        race_codes.race_code_3,
        race_codes.race_code_4,
        race_codes.race_code_5,
        students.home_phone as phone
    from students
    left join race_codes on students.id = race_codes.studentid

)

select * from final
