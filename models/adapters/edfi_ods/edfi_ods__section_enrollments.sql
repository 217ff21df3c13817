-- Grain: one row per student, section and first day.

with

associations as (

    select * from {{ source('edfi_ods', 'studentsectionassociation') }}

),

students as (

    select * from {{ source('edfi_ods', 'student') }}

),

final as (

    select
        {{ key_text(
            ['sectionidentifier', 'schoolid', 'schoolyear', 'sessionname', 'localcoursecode'],
            'associations'
        ) }} as section_id,
        students.studentuniqueid as student_id,
        associations.begindate as start_date,
        associations.enddate as end_date,
        associations.lastmodifieddate as updated_at
    from associations
    left join students on associations.studentusi = students.studentusi

)

select * from final
