-- A row of an export as its file has it, every value text. Replaced before: {relation} and {key}.
-- Parameter: row_key.
select *
from {relation}
where {key} = $row_key
limit 2
