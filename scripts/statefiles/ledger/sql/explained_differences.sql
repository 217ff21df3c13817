-- The differences with what may have caused them: one row per changed column and one per record
-- that stands on one side only. A cause is reported when it differs between the two batches and can
-- touch the column: a translation touches coded columns alone.
create or replace temp table explained_differences as
with with_causes as (
    select
        differences.change,
        differences.record_key,
        fields.column_name,
        fields.left_value as old_value,
        fields.right_value as new_value,
        case
            when differences.change = 'changed'
                and (fields.left_position is null or fields.right_position is null)
                then ['layout']
            else list_filter(
                $causes,
                lambda cause: cause <> 'code translation'
                or differences.change <> 'changed'
                or fields.code_set <> ''
            )
        end as causes
    from differences
    left join field_differences as fields
        on differences.difference_id = fields.difference_id
)
select
    change,
    record_key,
    column_name,
    old_value,
    new_value,
    coalesce(nullif(array_to_string(causes, ' or '), ''), 'not reported by the ledger') as cause
from with_causes
