-- Grain: one row per class and group it belongs to.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_class_groups') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('group_type') }} as group_type,
        {{ clean_text('group_code') }} as group_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('class_id') }}, {{ clean_text('group_type') }}, {{ clean_text('group_code') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('class_id') }}, {{ clean_text('group_type') }}, {{ clean_text('group_code') }}) as copies
    from source

),

final as (

    select
        -- ids, text and codes
        class_id,
        group_type,
        group_code,

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
