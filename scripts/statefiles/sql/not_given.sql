-- What the folder lacks of the contract: optional tables (column_name blank) and columns, with the
-- exports that read them. A table that is not given says nothing of its columns.
with

lacking as (
    select table_name, '' as column_name
    from raw.load_manifest
    where file_name is null
    union all
    select table_name, unnest(string_split(missing_columns, ', ')) as column_name
    from raw.load_manifest
    where missing_columns is not null
)

select
    lacking.table_name,
    lacking.column_name,
    string_agg(distinct uses.export_name, ' ' order by uses.export_name) as export_names
from lacking
inner join intermediate.int_raw__readers as uses
    on
        lacking.table_name = uses.table_name
        and (lacking.column_name = uses.column_name or lacking.column_name = '')
group by lacking.table_name, lacking.column_name
order by lacking.table_name, lacking.column_name
