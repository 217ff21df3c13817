-- Grain: one row per entity that could stand in the CAST entities file: written, or set aside.

with

records as (

    select * from {{ ref('int_cast__entities_records') }}

),

-- Definition D11: a value that would break the file sets its row aside.
final as (

    select
        export_name,
        record_key,
        cds_code as subject_key,
        case
            when
                is_county_name_unsafe or is_district_name_unsafe or is_school_name_unsafe
                or is_zip_code_unsafe
                then 'unsafe_value'
        end as exclusion_reason
    from records

)

select * from final
