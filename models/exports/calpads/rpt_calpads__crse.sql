-- Grain: one row per section and educator, in the CRSE layout.

with

candidates as (

    select * from {{ ref('int_courses__crse_candidates') }}

),

final as (

    select {{ crs_fields('CRSE') }}
    from candidates
    where exclusion_reason is null

)

select * from final
