-- Grain: one row per course.

with

courses as (

    select * from {{ source('synergy', 'epc_crs') }}

),

final as (

    select
        course_gu as course_id,
        course_id as local_course_code,
        course_title as course_name,
        state_course_code
    from courses

)

select * from final
