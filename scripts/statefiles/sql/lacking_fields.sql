-- One row per export: its required fields for which the raw tables have no column with values to come,
-- and how many required fields there are. A field lacks its source when no column that it is made of is
-- given, or when one of those is not that the contract requires.
with

lacking as (
    select table_name, '' as column_name
    from raw.load_manifest
    where file_name is null
    union all
    select table_name, unnest(string_split(missing_columns, ', ')) as column_name
    from raw.load_manifest
    where file_name is not null and missing_columns is not null
),

required_fields as (
    select
        exports.export_name,
        exports.submission_order,
        layouts.field_order,
        layouts.column_name,
        unnest(string_split(trim(field_mappings.source_columns), ' ')) as source_column
    from reference.exports as exports
    inner join reference.layouts as layouts
        on
            exports.file_code = layouts.file_code
            and exports.layout_version = layouts.layout_version
    inner join reference.field_mappings as field_mappings
        on
            layouts.file_code = field_mappings.file_code
            and layouts.column_name = field_mappings.column_name
            and coalesce(field_mappings.layout_version, layouts.layout_version)
            = layouts.layout_version
    where layouts.requirement = 'R' and field_mappings.source_columns is not null
),

sources as (
    select
        required_fields.*,
        coalesce(raw_columns.is_required, false) as is_required,
        lacking.table_name is null as is_given
    from required_fields
    inner join reference.raw_columns as raw_columns
        on required_fields.source_column = raw_columns.table_name || '.' || raw_columns.column_name
    left join lacking
        on
            raw_columns.table_name = lacking.table_name
            and lacking.column_name in ('', raw_columns.column_name)
),

fields as (
    select
        export_name,
        submission_order,
        field_order,
        column_name,
        not bool_or(is_given) or bool_or(is_required and not is_given) as is_lacking
    from sources
    group by export_name, submission_order, field_order, column_name
)

select
    export_name,
    count(*) as required,
    count(*) filter (where is_lacking) as lacking,
    string_agg(column_name, ', ' order by field_order) filter (where is_lacking) as names
from fields
group by export_name, submission_order
order by submission_order
