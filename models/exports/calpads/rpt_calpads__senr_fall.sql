-- Grain: one row per enrollment span that covers Census Day, in the SENR layout since 2023-2024.

with

candidates as (

    select * from {{ ref('int_students__senr_fall_candidates') }}

),

final as (

    select {{ senr_fields('16.x') }}
    from candidates
    where exclusion_reason is null and {{ layout_is_in_force('senr_fall', '16.x') }}

)

select * from final
