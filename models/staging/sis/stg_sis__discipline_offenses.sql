-- Grain: one row per incident, student and offense.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_offenses') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('offense_code') }} as offense_code,
        {{ clean_text('weapon_code') }} as weapon_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('incident_id') }}, {{ clean_text('student_id') }}, {{ clean_text('offense_code') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('incident_id') }}, {{ clean_text('student_id') }}, {{ clean_text('offense_code') }}) as copies
    from source

),

final as (

    select
        -- ids, text and codes
        incident_id,
        student_id,
        offense_code,
        weapon_code,

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
