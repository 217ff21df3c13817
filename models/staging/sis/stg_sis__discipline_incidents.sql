-- Grain: one row per incident.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_incidents') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('local_incident_number') }} as local_incident_number,
        {{ clean_text('incident_date') }} as incident_date,
        {{ clean_text('most_severe_offense_code') }} as most_severe_offense_code,
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
            partition by incident_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by incident_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        incident_id,
        org_id,
        local_incident_number,
        most_severe_offense_code,

        -- dates
        {{ to_date('incident_date') }} as incident_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('incident_date', 'date', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
