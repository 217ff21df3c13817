-- Grain: one row per school, track and calendar day.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'calendar_days') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('track') }} as track,
        {{ clean_text('calendar_date') }} as raw_calendar_date,
        {{ clean_text('is_instructional') }} as raw_is_instructional,
        {{ clean_text('instructional_minutes') }} as raw_instructional_minutes,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_calendar_date') }} as calendar_date,
        {{ to_boolean('raw_is_instructional') }} as is_instructional,
        {{ to_number('raw_instructional_minutes', 'integer') }} as instructional_minutes,
        {{ to_boolean('raw_is_deleted') }} as is_deleted,
        {{ to_timestamp('raw_updated_at') }} as updated_at
    from cleaned

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4). A key without
-- a form of its type is compared as it came.
ranked as (

    select
        *,
        row_number() over (
            partition by
                org_id,
                track,
                coalesce(cast(calendar_date as string), raw_calendar_date)
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                org_id,
                track,
                coalesce(cast(calendar_date as string), raw_calendar_date)
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        org_id,
        track,

        -- numbers
        instructional_minutes,

        -- booleans
        is_instructional,

        -- dates
        calendar_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'org_id', "'row ' || source_row", when='org_id is null'),
            typing_faults('calendar_date', 'date'),
            raw_fault('blank_raw_column', 'calendar_date', "'row ' || source_row", when='raw_calendar_date is null'),
            typing_faults('is_instructional', 'boolean'),
            raw_fault('blank_raw_column', 'is_instructional', "''", when='raw_is_instructional is null'),
            typing_faults('instructional_minutes', 'integer'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
