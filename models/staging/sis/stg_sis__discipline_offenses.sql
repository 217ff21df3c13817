-- Grain: one row per incident, student and offense.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_offenses') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('offense_code') }} as offense_code,
        {{ clean_text('weapon_code') }} as weapon_code,
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
            partition by incident_id, student_id, offense_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by incident_id, student_id, offense_code
        ) as copies
    from cleaned

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
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
