-- Grain: one row per student, in the SINF layout since 2023-2024.

with

candidates as (

    select * from {{ ref('int_students__sinf_candidates') }}

),

final as (

    select {{ sinf_fields('16.x') }}
    from candidates
    where exclusion_reason is null and {{ layout_is_in_force('sinf', '16.x') }}

)

select * from final
