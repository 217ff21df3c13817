-- One row per export with a layout in force and field of it, in the order of the file.
select
    active_layouts.export_name,
    active_layouts.column_name as name,
    coalesce(layouts.max_length, 0) as width,
    coalesce(layouts.fill, 'blanks_right') as fill,
    coalesce(layouts.csv_header, active_layouts.column_name) as header,
    coalesce(layouts.csv_quote, 'needed') as quote,
    coalesce(layouts.code_set, '') as code_set
from intermediate.int_layouts__active_layouts as active_layouts
inner join reference.layouts as layouts
    on
        active_layouts.file_code = layouts.file_code
        and active_layouts.layout_version = layouts.layout_version
        and active_layouts.column_name = layouts.column_name
order by active_layouts.export_name, layouts.field_order
