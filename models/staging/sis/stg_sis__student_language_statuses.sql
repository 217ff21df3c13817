-- Grain: one row per student and first day of a language status.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_language_statuses') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('start_date') }} as start_date,
        {{ clean_text('elas_code') }} as elas_code,
        {{ clean_text('correction_reason_code') }} as correction_reason_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('student_id') }}, {{ clean_text('start_date') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('student_id') }}, {{ clean_text('start_date') }}) as copies
    from source

),

final as (

    select
        -- ids, text and codes
        student_id,
        elas_code,
        correction_reason_code,

        -- dates
        {{ to_date('start_date') }} as start_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('start_date', 'date', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from cleaned
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
