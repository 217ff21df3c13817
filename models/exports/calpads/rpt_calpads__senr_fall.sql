-- Grain: one row per enrollment span that covers Census Day, in the SENR layout.

with

candidates as (

    select * from {{ ref('int_students__senr_fall_candidates') }}

),

final as (

    select {{ senr_fields() }}
    from candidates
    where exclusion_reason is null

)

select * from final
