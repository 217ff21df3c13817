-- Grain: one row per incident.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_incidents') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('local_incident_number') }} as local_incident_number,
        {{ clean_text('incident_date') }} as incident_date,
        {{ clean_text('most_severe_offense_code') }} as most_severe_offense_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('incident_id') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('incident_id') }}) as copies
    from source

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
    from cleaned
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
