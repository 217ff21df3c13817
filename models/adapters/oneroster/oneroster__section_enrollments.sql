-- Grain: one row per class and student of enrollments.csv.

with

class_enrollments as (

    select * from {{ source('oneroster', 'enrollments') }}

),

sections as (

    select * from {{ ref('oneroster__sections') }}

),

sessions as (

    select * from {{ ref('oneroster__academic_sessions') }}

),

-- A blank beginDate means the start of the term of the class; the endDate is exclusive.
final as (

    select
        class_enrollments.classsourcedid as section_id,
        class_enrollments.usersourcedid as student_id,
        coalesce(class_enrollments.begindate, sessions.start_date) as start_date,
        {{ day_before('class_enrollments.enddate') }} as end_date,
        case
            when class_enrollments.status = 'tobedeleted' then 'true'
        end as is_deleted,
        class_enrollments.datelastmodified as updated_at
    from class_enrollments
    left join sections on class_enrollments.classsourcedid = sections.section_id
    left join sessions on sections.session_id = sessions.session_id
    where class_enrollments.role = 'student'

)

select * from final
