-- Grain: one row per update record and item ticked.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_update_items') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('update_id') }} as update_id,
        {{ clean_text('item_type') }} as item_type,
        {{ clean_text('item_code') }} as item_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        {{ to_timestamp('updated_at') }} as updated_at,
        _row_number as source_row
    from source

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4).
ranked as (

    select
        *,
        row_number() over (
            partition by update_id, item_type, item_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by update_id, item_type, item_code
        ) as copies
    from cleaned

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
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
