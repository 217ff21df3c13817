-- A row of a raw table as it came. Replaced before: {table}. Parameter: source_row.
select *
from raw.{table}
where _row_number = $source_row
