-- Grain: one row per course of courses.csv.

with

courses as (

    select * from {{ source('oneroster', 'courses') }}

),

final as (

    select
        sourcedid as course_id,
        coursecode as local_course_code,
        title as course_name,
        subjectcodes as state_course_code,
        case
            when status = 'tobedeleted' then 'true'
        end as is_deleted,
        datelastmodified as updated_at
    from courses

)

select * from final
