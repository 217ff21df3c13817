-- Grain: one row per entity of the chosen levels that could stand in the CAST entities file.

with

entities as (

    select * from {{ ref('int_assessments__cast_entities') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        concat_ws('|', entities.county_code, entities.district_code, entities.school_code)
            as record_key,
        entities.cds_code as subject_key,
        entities.county_code,
        entities.district_code,
        entities.school_code,
        entities.test_year,
        entities.entity_level,
        entities.entity_type_code as type_id,
        entities.county_name,
        entities.district_name,
        entities.school_name,
        entities.zip_code,
        entities.hits,
        -- Definition D11: a value that would break the file sets its row aside.
        case when {{ has_hit('entities.hits', 'unsafe_name') }} then 'unsafe_value' end
            as exclusion_reason
    from entities
    cross join options
    where {{ has_word('options.cast_levels', 'entities.entity_level') }}

)

select * from final
