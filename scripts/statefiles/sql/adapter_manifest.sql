-- What a load from a source would give at most: one row per table of the contract, in the form of
-- raw.load_manifest.
select
    raw_tables.table_name,
    case
        when bool_or(adapter_columns.filled_by is not null) then adapter_columns.source
    end as file_name,
    string_agg(adapter_columns.column_name, ', ') filter (
        where adapter_columns.filled_by is null
    ) as missing_columns
from reference.raw_tables as raw_tables
inner join reference.adapter_columns as adapter_columns
    on raw_tables.table_name = adapter_columns.table_name
where adapter_columns.source = ?
group by raw_tables.table_name, adapter_columns.source
