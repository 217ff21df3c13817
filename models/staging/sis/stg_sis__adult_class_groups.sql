-- Grain: one row per class and group it belongs to.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_class_groups') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('group_type') }} as group_type,
        {{ clean_text('group_code') }} as group_code,
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
            partition by class_id, group_type, group_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by class_id, group_type, group_code
        ) as copies
    from cleaned

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
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
