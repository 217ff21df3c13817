-- Grain: one row per action taken against a student in an incident.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_actions') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('action_id') }} as action_id,
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('action_code') }} as action_code,
        {{ clean_text('authority_code') }} as authority_code,
        {{ clean_text('duration_days') }} as duration_days,
        {{ clean_text('modification_code') }} as modification_code,
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
            partition by action_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by action_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        action_id,
        incident_id,
        student_id,
        action_code,
        authority_code,
        modification_code,

        -- numbers
        {{ to_number('duration_days', 'decimal(5,2)') }} as duration_days,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('duration_days', 'decimal(5,2)', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
