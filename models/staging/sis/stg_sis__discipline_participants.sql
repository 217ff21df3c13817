-- Grain: one row per incident and offending student.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'discipline_participants') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('incident_id') }} as incident_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('instructional_support') }} as instructional_support,
        {{ clean_text('interim_removal_code') }} as interim_removal_code,
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
            partition by incident_id, student_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by incident_id, student_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        incident_id,
        student_id,
        interim_removal_code,

        -- booleans
        {{ to_boolean('instructional_support') }} as instructional_support,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('instructional_support', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
