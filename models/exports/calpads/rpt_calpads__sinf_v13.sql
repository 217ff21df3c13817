-- Grain: one row per student, in the SINF layout of 2018-2019 to 2022-2023.

with

candidates as (

    select * from {{ ref('int_students__sinf_candidates') }}

),

final as (

    select {{ sinf_fields('13.x') }}
    from candidates
    where exclusion_reason is null and {{ layout_is_in_force('sinf', '13.x') }}

)

select * from final
