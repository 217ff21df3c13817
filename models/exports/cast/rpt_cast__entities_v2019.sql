-- Grain: one row per entity, in the CAST entities layout of 2019.

with

candidates as (

    select * from {{ ref('int_assessments__cast_entities_candidates') }}

),

final as (

    select
        county_code,
        district_code,
        school_code,
        cast(null as varchar) as filler,
        cast(test_year as varchar) as test_year,
        cast(cast(type_id as integer) as varchar) as type_id,
        county_name,
        district_name,
        school_name,
        zip_code
    from candidates
    where exclusion_reason is null and {{ layout_is_in_force('cast_entities', '2019') }}

)

select * from final
