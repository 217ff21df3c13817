-- Grain: one row per course of courses.csv.

with

courses as (

    select * from {{ source('sds', 'courses') }}

),

final as (

    select
        sourcedid as course_id,
        code as local_course_code,
        title as course_name
    from courses

)

select * from final
