-- Grain: one row per class and teacher of enrollments.csv.

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

-- OneRoster CSV, enrollments.csv: a blank beginDate means the start of the term of the class;
-- the endDate is exclusive.
final as (

    select
        class_enrollments.classsourcedid as section_id,
        class_enrollments.usersourcedid as staff_id,
        coalesce(class_enrollments.begindate, sessions.start_date) as start_date,
        {{ day_before('class_enrollments.enddate') }} as end_date,
        class_enrollments."primary" as is_primary,
        case
            when class_enrollments.status = 'tobedeleted' then 'true'
        end as is_deleted,
        class_enrollments.datelastmodified as updated_at
    from class_enrollments
    left join sections on class_enrollments.classsourcedid = sections.section_id
    left join sessions on sections.session_id = sessions.session_id
    where class_enrollments.role = 'teacher'

)

select * from final
