-- Grain: one row per student and guardian rank.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_guardians') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('guardian_order') }} as guardian_order,
        {{ clean_text('first_name') }} as first_name,
        {{ clean_text('last_name') }} as last_name,
        {{ clean_text('education_level_code') }} as education_level_code,
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
            partition by student_id, guardian_order
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by student_id, guardian_order
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        student_id,
        first_name,
        last_name,
        education_level_code,

        -- numbers
        {{ to_number('guardian_order', 'integer') }} as guardian_order,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('guardian_order', 'integer', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
