-- Grain: one row per course of a calendar.

with

courses as (

    select * from {{ source('infinite_campus', 'course') }}

),

final as (

    select
        courseid as course_id,
        number as local_course_code,
        name as course_name,
        statecode as state_course_code
    from courses

)

select * from final
