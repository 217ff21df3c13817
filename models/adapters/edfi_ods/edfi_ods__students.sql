-- Grain: one row per student.

with

students as (

    select * from {{ source('edfi_ods', 'student') }}

),

demographics as (

    select * from {{ ref('int_edfi_ods__student_demographics') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

final as (

    select
        students.studentuniqueid as student_id,
        coalesce(demographics.district_number, students.studentuniqueid) as local_student_id,
        demographics.state_number as ssid,
        students.firstname as legal_first_name,
        students.middlename as legal_middle_name,
        students.lastsurname as legal_last_name,
        students.generationcodesuffix as name_suffix_code,
        students.preferredfirstname as preferred_first_name,
        students.preferredlastsurname as preferred_last_name,
        students.birthdate as birth_date,
        coalesce(demographics.sex_code, birth_sexes.descriptor) as gender_code,
        students.birthcity as birth_city,
        states.descriptor as birth_state_code,
        countries.descriptor as birth_country_code,
        demographics.is_hispanic,
        demographics.race_code_1,
        demographics.race_code_2,
        demographics.race_code_3,
        demographics.race_code_4,
        demographics.race_code_5,
        students.lastmodifieddate as updated_at
    from students
    left join demographics on students.studentusi = demographics.student_usi
    left join descriptors as birth_sexes
        on students.birthsexdescriptorid = birth_sexes.descriptor_id
    left join descriptors as states
        on students.birthstateabbreviationdescriptorid = states.descriptor_id
    left join descriptors as countries
        on students.birthcountrydescriptorid = countries.descriptor_id

)

select * from final
