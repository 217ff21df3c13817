-- The raw columns of each table with the keys of their tables and what they refer to.
select
    table_name,
    column_name,
    is_key,
    coalesce(references_column, '') as references_column
from reference.raw_columns
where table_name in (select table_name from reference.raw_tables)
order by
    table_name,
    column_order
