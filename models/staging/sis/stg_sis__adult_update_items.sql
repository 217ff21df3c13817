-- Grain: one row per update record and item ticked.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_update_items') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('update_id') }} as update_id,
        {{ clean_text('item_type') }} as item_type,
        {{ clean_text('item_code') }} as item_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('update_id') }}, {{ clean_text('item_type') }}, {{ clean_text('item_code') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('update_id') }}, {{ clean_text('item_type') }}, {{ clean_text('item_code') }}) as copies
    from source

),

final as (

    select
        -- ids, text and codes
        update_id,
        item_type,
        item_code,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            duplicate_key_hit(),
        ]) }} as raw_hits
    from cleaned
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
