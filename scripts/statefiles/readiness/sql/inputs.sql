-- The raw tables that were loaded.
select
    table_name,
    coalesce(file_name, 'not given') as file_name,
    row_count
from raw.load_manifest
order by table_name
