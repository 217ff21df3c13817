-- The record behind a row, typed. Replaced before: {records} and {key}. Parameters: export_name and
-- record_key.
select *
from {records}
where export_name = $export_name and {key} = $record_key
limit 2
