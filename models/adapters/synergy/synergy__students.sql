-- Grain: one row per student.

with

students as (

    select * from {{ source('synergy', 'epc_stu') }}

),

persons as (

    select * from {{ source('synergy', 'rev_person') }}

),

race_codes as (

    select * from {{ ref('int_synergy__race_codes') }}

),

final as (

    select
        students.student_gu as student_id,
        students.sis_number as local_student_id,
        students.state_student_number as ssid,
        persons.first_name as legal_first_name,
        persons.middle_name as legal_middle_name,
        persons.last_name as legal_last_name,
        persons.birth_date,
        persons.gender as gender_code,
        persons.hispanic_indicator as is_hispanic,
        race_codes.race_code_1,
        race_codes.race_code_2,
        race_codes.race_code_3,
        race_codes.race_code_4,
        race_codes.race_code_5,
        students.home_language as primary_language_code,
        persons.email
    from students
    left join persons on students.student_gu = persons.person_gu
    left join race_codes on students.student_gu = race_codes.person_gu

)

select * from final
