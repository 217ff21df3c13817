-- Grain: one row per action taken against a student in an incident.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_actions') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('action_id') }} as action_id,
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('action_code') }} as action_code,
        {{ clean_text('authority_code') }} as authority_code,
        {{ clean_text('duration_days') }} as raw_duration_days,
        {{ clean_text('modification_code') }} as modification_code,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_number('raw_duration_days', 'decimal(5,2)') }} as duration_days,
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
                action_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                action_id
        ) as copies
    from typed

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
        duration_days,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'action_id', "'row ' || source_row", when='action_id is null'),
            raw_fault('blank_raw_column', 'incident_id', "''", when='incident_id is null'),
            raw_fault('blank_raw_column', 'student_id', "''", when='student_id is null'),
            raw_fault('blank_raw_column', 'action_code', "''", when='action_code is null'),
            typing_faults('duration_days', 'decimal(5,2)'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
