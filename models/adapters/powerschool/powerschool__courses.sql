-- Grain: one row per course.

with

courses as (

    select * from {{ source('powerschool', 'courses') }}

),

final as (

    select
        course_number as course_id,
        course_number as local_course_code,
        course_name
    from courses

)

select * from final
