-- The options of an export that chose other records for a batch than for this run, by their names.
-- Parameters: export_name; before and now, the options of both as JSON.
select
    option_name,
    json_extract_string($before, option_name) as value_before,
    json_extract_string($now, option_name) as value_now
from reference.options
where
    is_compared
    and list_contains(string_split(exports, ','), $export_name)
    and json_extract_string($before, option_name) <> json_extract_string($now, option_name)
order by option_name
