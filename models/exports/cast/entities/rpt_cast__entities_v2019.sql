-- Grain: one row per entity, in layout 2019 of CAST_ENTITIES.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_cast__entities_records') }}

),

selection as (

    select * from {{ ref('int_cast__entities_selection') }}
    where export_name = 'cast_entities' and exclusion_reason is null

),

final as (

    select
        records.county_code,
        records.district_code,
        records.school_code,
        cast(null as string) as filler,
        cast(cast(records.test_year as integer) as string) as test_year,
        cast(cast(records.type_id as integer) as string) as type_id,
        records.county_name,
        records.district_name,
        records.school_name,
        records.zip_code
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where {{ layout_is_active('cast_entities', '2019') }}

)

select * from final
