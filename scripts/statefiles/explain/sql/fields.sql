-- The fields of an export in the order of the file, each with the mapping of its layout version, else
-- of all versions. Parameter: export_name.
select
    fields.field_number,
    fields.column_name,
    fields.filled_by,
    fields.text_form,
    coalesce(fields.code_set, '') as code_set,
    coalesce(mappings.source_columns, '') as source_columns,
    coalesce(mappings.rule, '') as rule,
    coalesce(mappings.option_dependency, '') as option_dependency
from intermediate.int_layouts__active_layouts as fields
left join reference.field_mappings as mappings
    on
        fields.file_code = mappings.file_code
        and fields.column_name = mappings.column_name
        and coalesce(mappings.layout_version, fields.layout_version) = fields.layout_version
where fields.export_name = $export_name
qualify
    row_number() over (
        partition by fields.column_name
        order by mappings.layout_version is null, mappings.field_number
    ) = 1
order by fields.field_order
