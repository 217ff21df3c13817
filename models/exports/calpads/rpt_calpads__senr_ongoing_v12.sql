-- Grain: one row per enrollment span active in the date range, in the older SENR layout.

with

candidates as (

    select * from {{ ref('int_students__senr_ongoing_candidates') }}

),

final as (

    select {{ senr_fields('12.x') }}
    from candidates
    where exclusion_reason is null and {{ layout_is_in_force('senr_ongoing', '12.x') }}

)

select * from final
