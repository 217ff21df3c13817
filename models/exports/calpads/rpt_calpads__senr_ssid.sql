-- Grain: one row per student without SSID, in the SENR layout since 2023-2024.

with

candidates as (

    select * from {{ ref('int_students__senr_ssid_candidates') }}

),

final as (

    select {{ senr_fields('16.x') }}
    from candidates
    where exclusion_reason is null and {{ layout_is_in_force('senr_ssid', '16.x') }}

)

select * from final
