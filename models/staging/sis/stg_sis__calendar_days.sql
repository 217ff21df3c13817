-- Grain: one row per school, track and calendar day.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'calendar_days') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('track') }} as track,
        {{ clean_text('calendar_date') }} as calendar_date,
        {{ clean_text('is_instructional') }} as is_instructional,
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
            partition by org_id, track, calendar_date
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by org_id, track, calendar_date
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        org_id,
        track,

        -- booleans
        {{ to_boolean('is_instructional') }} as is_instructional,

        -- dates
        {{ to_date('calendar_date') }} as calendar_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('calendar_date', 'date', is_personal=False),
            cast_hit('is_instructional', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
