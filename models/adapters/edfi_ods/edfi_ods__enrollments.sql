-- Grain: one row per student, school and first day.

with

associations as (

    select * from {{ source('edfi_ods', 'studentschoolassociation') }}

),

students as (

    select * from {{ source('edfi_ods', 'student') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

named as (

    select
        associations.*,
        students.studentuniqueid
    from associations
    left join students on associations.studentusi = students.studentusi

),

final as (

    select
        {{ key_text(['studentuniqueid', 'schoolid', 'entrydate'], 'named') }} as enrollment_id,
        named.studentuniqueid as student_id,
        named.schoolid as org_id,
        named.entrydate as entry_date,
        named.exitwithdrawdate as exit_date,
        exits.descriptor as exit_code,
        grades.descriptor as grade_code,
        named.primaryschool as enrollment_type_code,
        named.calendarcode as track,
        named.lastmodifieddate as updated_at
    from named
    left join descriptors as exits on named.exitwithdrawtypedescriptorid = exits.descriptor_id
    left join descriptors as grades on named.entrygradeleveldescriptorid = grades.descriptor_id

)

select * from final
