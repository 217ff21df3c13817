-- What differs between the temporary tables left_rows and right_rows: one row of differences per
-- record that stands on one side only (removed, added) or says something else (changed). Records
-- are paired by match_key; rows with one key are reported apart by counting them.

create or replace temp table left_counted as
select
    *,
    row_number() over (partition by match_key, record_hash order by record_payload) as copy
from left_rows;

create or replace temp table right_counted as
select
    *,
    row_number() over (partition by match_key, record_hash order by record_payload) as copy
from right_rows;

create or replace temp table differences as
with left_only as (
    select
        one_side.*,
        row_number() over (
            partition by one_side.match_key order by one_side.record_payload
        ) as pair
    from left_counted as one_side
    anti join right_counted as other_side
        on
            one_side.match_key = other_side.match_key
            and one_side.record_hash = other_side.record_hash
            and one_side.copy = other_side.copy
),
right_only as (
    select
        one_side.*,
        row_number() over (
            partition by one_side.match_key order by one_side.record_payload
        ) as pair
    from right_counted as one_side
    anti join left_counted as other_side
        on
            one_side.match_key = other_side.match_key
            and one_side.record_hash = other_side.record_hash
            and one_side.copy = other_side.copy
)
select
    row_number() over (
        order by coalesce(left_only.match_key, right_only.match_key), left_only.pair, right_only.pair
    ) as difference_id,
    case
        when left_only.match_key is null then 'added'
        when right_only.match_key is null then 'removed'
        else 'changed'
    end as change,
    coalesce(left_only.record_key, right_only.record_key) as record_key,
    cast(null as varchar) as note,
    string_split(left_only.record_payload, '^') as left_cells,
    string_split(right_only.record_payload, '^') as right_cells,
    left_only.subject_key as left_subject_key,
    right_only.subject_key as right_subject_key
from left_only
full join right_only
    on left_only.match_key = right_only.match_key and left_only.pair = right_only.pair;

drop table left_counted;

drop table right_counted;

create or replace temp table field_differences as
select
    differences.difference_id,
    column_map.column_name,
    coalesce(differences.left_cells[column_map.left_position], '') as left_value,
    coalesce(differences.right_cells[column_map.right_position], '') as right_value,
    column_map.left_position,
    column_map.right_position,
    column_map.code_set
from differences
cross join column_map
where
    differences.change = 'changed'
    and coalesce(differences.left_cells[column_map.left_position], '')
    <> coalesce(differences.right_cells[column_map.right_position], '');
