-- The rows of a raw table in force with these values, typed. Replaced before: {table} and {tests}, one
-- column = $column for each. Parameters: those columns.
select *
from staging.stg_sis__{table}
where {tests}
order by source_row
