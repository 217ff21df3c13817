-- Grain: one row per student and waiver or exemption decision.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_waivers') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('waiver_id') }} as waiver_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('exemption_code') }} as exemption_code,
        {{ clean_text('outcome_code') }} as outcome_code,
        {{ clean_text('outcome_date') }} as outcome_date,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('waiver_id') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('waiver_id') }}) as copies
    from source

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
    from cleaned
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
