-- Grain: one row per entity that could stand in the CAST entities file: the rules that it breaks.

with

records as (

    select * from {{ ref('int_cast__entities_records') }}

),

-- Also those of a row that is set aside, for its unsafe name is one of them.
final as (

    select
        export_name,
        record_key,

        -- The entities file needs this name and the table orgs does not have it.
        local_county_name is null as entity_name_blank__county_name,
        local_district_name is null and entity_level in ('district', 'school')
            as entity_name_blank__district_name,
        local_school_name is null and entity_level = 'school' as entity_name_blank__school_name,

        -- Published files have a ZIP code for each school and charter.
        local_zip_code is null and entity_level = 'school' as zip_code_blank,

        -- The name is longer than the state publishes, so it was cut.
        length(local_district_name) > 40 as name_is_cut__district_name,
        length(local_school_name) > 50 as name_is_cut__school_name,

        -- The name holds what would break the file, or a character that Windows-1252 lacks.
        is_county_name_unsafe as unsafe_name__county_name,
        is_district_name_unsafe as unsafe_name__district_name,
        is_school_name_unsafe as unsafe_name__school_name,
        is_zip_code_unsafe as unsafe_name__zip_code
    from records

)

select * from final
