-- One row per export: its facts for the layout in force, else for the layout of the catalog; every
-- value text. An export has a model for each of its layouts: that of the catalog has the name of
-- the export's model, another the same with its version.
with

active_layouts as (

    select
        export_name,
        min(layout_version) as layout_version
    from intermediate.int_layouts__active_layouts
    group by export_name

),

versions as (

    select
        exports.export_name,
        coalesce(active_layouts.layout_version, exports.layout_version) as layout_version
    from reference.exports as exports
    left join active_layouts on exports.export_name = active_layouts.export_name

),

final as (

    select
        exports.* replace (
            versions.layout_version as layout_version,
            coalesce(layouts.unique_by, exports.unique_by) as unique_by,
            coalesce(layouts.record_key, exports.record_key) as record_key,
            coalesce(layouts.key_fields, exports.key_fields) as key_fields,
            coalesce(layouts.order_by, exports.order_by) as order_by,
            coalesce(layouts.native_formats, exports.native_formats) as native_formats
        ),
        'exports.' || exports.model_name || case
            when versions.layout_version <> exports.layout_version
                then '_v' || split_part(versions.layout_version, '.', 1)
            else ''
        end as relation
    from reference.exports as exports
    inner join versions on exports.export_name = versions.export_name
    left join reference.export_layouts as layouts
        on
            versions.export_name = layouts.export_name
            and versions.layout_version = layouts.layout_version

)

select cast(columns(*) as varchar)
from final
order by final.submission_order
