-- The differences for people: one row per changed column, one per record added, removed, withheld.
select
    differences.change,
    differences.record_key,
    fields.column_name,
    fields.left_value as old_value,
    fields.right_value as new_value,
    differences.note
from differences
left join field_differences as fields
    on differences.difference_id = fields.difference_id
order by differences.change, differences.record_key, fields.column_name, fields.left_value
