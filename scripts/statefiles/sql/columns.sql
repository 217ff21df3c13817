-- One row per export with a layout in force and field of it, in the order of the file.
select
    in_force.export_name,
    in_force.column_name as name,
    coalesce(layouts.max_length, 0) as width,
    coalesce(layouts.fill, 'blanks_right') as fill,
    coalesce(layouts.csv_header, in_force.column_name) as header,
    coalesce(layouts.csv_quote, 'needed') as quote,
    coalesce(layouts.code_set, '') as code_set
from intermediate.int_layouts__active_layouts as in_force
inner join reference.layouts as layouts
    on
        in_force.file_code = layouts.file_code
        and in_force.layout_version = layouts.layout_version
        and in_force.column_name = layouts.column_name
order by in_force.export_name, layouts.field_order
