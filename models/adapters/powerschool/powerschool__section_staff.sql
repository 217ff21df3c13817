-- Grain: one row per section, teacher and first day.

with

section_teachers as (

    select * from {{ source('powerschool', 'sectionteacher') }}

),

school_staff as (

    select * from {{ source('powerschool', 'schoolstaff') }}

),

final as (

    select
        section_teachers.sectionid as section_id,
        school_staff.users_dcid as staff_id,
        section_teachers.start_date,
        section_teachers.end_date
    from section_teachers
    left join school_staff on section_teachers.teacherid = school_staff.id

)

select * from final
