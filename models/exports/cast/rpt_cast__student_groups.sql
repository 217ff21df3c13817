-- Grain: one row per student group of the test year.

with

candidates as (

    select * from {{ ref('int_assessments__cast_student_groups_candidates') }}

),

final as (

    select
        demographic_id,
        cast(demographic_id_num as varchar) as demographic_id_num,
        demographic_name,
        student_group
    from candidates
    where exclusion_reason is null

)

select * from final
