-- Grain: one row per student and waiver or exemption decision.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_waivers') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('waiver_id') }} as waiver_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('exemption_code') }} as exemption_code,
        {{ clean_text('outcome_code') }} as outcome_code,
        {{ clean_text('outcome_date') }} as outcome_date,
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
            partition by waiver_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by waiver_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        waiver_id,
        student_id,
        org_id,
        exemption_code,
        outcome_code,

        -- dates
        {{ to_date('outcome_date') }} as outcome_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('outcome_date', 'date', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
