-- The codes of a raw column that neither a translation nor the state's list of the set knows; `?` is
-- what a starter folder has where nobody has filled one in. The names come from code_columns.sql.
select
    '{code_set}' as code_set,
    min(trim("{column_name}")) as local_code,
    count(*) as raw_rows,
    '{table_name}.{column_name}' as raw_column
from raw."{table_name}"
where
    trim("{column_name}") <> ''
    and lower(trim("{column_name}")) not in (
        select local_key from intermediate.int_codes__code_crosswalk
        where code_set = '{code_set}' and state_code is distinct from '?'
    )
group by lower(trim("{column_name}"))
