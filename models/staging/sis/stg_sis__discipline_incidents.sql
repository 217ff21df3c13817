-- Grain: one row per incident.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_incidents') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('local_incident_number') }} as local_incident_number,
        {{ clean_text('incident_date') }} as raw_incident_date,
        {{ clean_text('most_severe_offense_code') }} as most_severe_offense_code,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_incident_date') }} as incident_date,
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
                incident_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                incident_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        incident_id,
        org_id,
        local_incident_number,
        most_severe_offense_code,

        -- dates
        incident_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'incident_id', "'row ' || source_row", when='incident_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            raw_fault('blank_raw_column', 'local_incident_number', "''", when='local_incident_number is null'),
            typing_faults('incident_date', 'date'),
            raw_fault('blank_raw_column', 'incident_date', "''", when='raw_incident_date is null'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
