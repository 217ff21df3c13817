-- Grain: one row per section and educator, in the CRSC layout.

with

candidates as (

    select * from {{ ref('int_courses__crsc_candidates') }}

),

final as (

    select {{ crs_fields('CRSC') }}
    from candidates
    where exclusion_reason is null

)

select * from final
