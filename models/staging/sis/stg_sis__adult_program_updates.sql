-- Grain: one row per update record.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_program_updates') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('update_id') }} as update_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('program_code') }} as program_code,
        {{ clean_text('update_date') }} as update_date,
        {{ clean_text('program_status_code') }} as program_status_code,
        {{ clean_text('progress_code') }} as progress_code,
        {{ clean_text('exit_reason_code') }} as exit_reason_code,
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
            partition by update_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by update_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        update_id,
        student_id,
        org_id,
        class_id,
        program_code,
        program_status_code,
        progress_code,
        exit_reason_code,

        -- dates
        {{ to_date('update_date') }} as update_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('update_date', 'date', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
