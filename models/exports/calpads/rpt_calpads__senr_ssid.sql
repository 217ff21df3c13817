-- Grain: one row per student without SSID, in the SENR layout.

with

candidates as (

    select * from {{ ref('int_students__senr_ssid_candidates') }}

),

final as (

    select {{ senr_fields() }}
    from candidates
    where exclusion_reason is null

)

select * from final
