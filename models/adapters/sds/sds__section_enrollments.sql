-- Grain: one row per class and person of enrollments.csv whose role is student.

with

class_enrollments as (

    select * from {{ source('sds', 'enrollments') }}

),

sections as (

    select * from {{ ref('sds__sections') }}

),

sessions as (

    select * from {{ ref('sds__academic_sessions') }}

),

-- SDS has no days of a person in a class: they are those of the session.
final as (

    select
        class_enrollments.classsourcedid as section_id,
        class_enrollments.usersourcedid as student_id,
        sessions.start_date
    from class_enrollments
    left join sections on class_enrollments.classsourcedid = sections.section_id
    left join sessions on sections.session_id = sessions.session_id
    where class_enrollments.role = 'student'

)

select * from final
