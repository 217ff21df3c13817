-- Grain: one row per incident and student.

with

incident_students as (

    select * from {{ ref('int_aeries__incident_students') }}

),

final as (

    select
        incident_id,
        pid as student_id
    from incident_students
    group by incident_id, pid

)

select * from final
