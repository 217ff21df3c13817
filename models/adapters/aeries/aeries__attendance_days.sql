-- Grain: one row per student, school, day and all-day attendance code.

with

attendance as (

    select * from {{ source('aeries', 'att') }}

),

students_of_schools as (

    select * from {{ ref('int_aeries__students_of_schools') }}

),

-- ATT holds entries, leaves and days: a day with an all-day code (ATT.AL) is one of attendance.
final as (

    select
        students_of_schools.student_id,
        attendance.sc as org_id,
        attendance.dt as attendance_date,
        attendance.al as attendance_code
    from attendance
    left join students_of_schools
        on attendance.sc = students_of_schools.sc and attendance.sn = students_of_schools.sn
    where
        attendance.al is not null
        and not coalesce({{ to_boolean('attendance.del') }}, false)

)

select * from final
