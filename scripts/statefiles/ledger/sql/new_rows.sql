-- The rows to be sent, in the temporary table new_rows: old texts to delete, new ones to add. A
-- deletion takes the old values in today's layout, with the transaction type D. Parameters, all
-- about today's layout in its order: old_positions, the place of each column in the old text, 0 for
-- none, -1 for the transaction type; content_positions, the columns that say something;
-- order_positions and order_is_number, the declared order; type_position, 0 for none.
create or replace temp table new_rows as
with

sent as (

    select
        differences.record_key,
        parts.part[1] as part,
        case
            when differences.change = 'removed' then differences.left_subject_key
            else differences.right_subject_key
        end as subject_key,
        case
            when differences.change = 'removed'
                then list_transform($old_positions, lambda place: case
                    when place = -1 then 'D'
                    when place = 0 then ''
                    else coalesce(differences.left_cells[place], '')
                end)
            else differences.right_cells
        end as cells
    from differences
    inner join parts on differences.change = parts.change

)

select
    record_key,
    subject_key,
    cells[nullif($type_position, 0)] as transaction_type,
    sha256(array_to_string(list_select(cells, $content_positions), '^')) as record_hash,
    part || chr(1) || array_to_string(
        list_transform($order_positions, lambda place, i: case
            when $order_is_number[i]
                then coalesce(lpad(cast(try_cast(cells[place] as bigint) as varchar), 20, '0'), '')
            else cells[place]
        end),
        chr(1)
    ) as order_key,
    array_to_string(cells, '^') as record_payload
from sent
