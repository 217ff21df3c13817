-- Grain: one row per school and student number there, with the id of the student in the district.

with

students as (

    select * from {{ source('aeries', 'stu') }}

),

final as (

    select
        sc,
        sn,
        min(id) as student_id
    from students
    where not coalesce({{ to_boolean('del') }}, false)
    group by sc, sn

)

select * from final
