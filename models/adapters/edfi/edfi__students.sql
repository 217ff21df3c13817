-- Grain: one row per student.

with

students as (

    select * from {{ source('edfi', 'students') }}

),

demographics as (

    select * from {{ ref('int_edfi__student_demographics') }}

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
        coalesce(demographics.sex_code, students.birthsexdescriptor) as gender_code,
        students.birthcity as birth_city,
        students.birthstateabbreviationdescriptor as birth_state_code,
        students.birthcountrydescriptor as birth_country_code,
        demographics.is_hispanic,
        {{ json_text('demographics.races', '[0].raceDescriptor') }} as race_code_1,
        {{ json_text('demographics.races', '[1].raceDescriptor') }} as race_code_2,
        {{ json_text('demographics.races', '[2].raceDescriptor') }} as race_code_3,
        {{ json_text('demographics.races', '[3].raceDescriptor') }} as race_code_4,
        {{ json_text('demographics.races', '[4].raceDescriptor') }} as race_code_5,
        demographics.language_code as primary_language_code,
        demographics.email,
        demographics.phone,
        students._lastmodifieddate as updated_at
    from students
    left join demographics on students.studentuniqueid = demographics.student_id

)

select * from final
