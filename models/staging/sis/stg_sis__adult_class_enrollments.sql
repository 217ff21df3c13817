-- Grain: one row per class, student and enrolment date.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_class_enrollments') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('enrollment_date') }} as enrollment_date,
        {{ clean_text('exit_date') }} as exit_date,
        {{ clean_text('status_code') }} as status_code,
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
            partition by class_id, student_id, enrollment_date
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by class_id, student_id, enrollment_date
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        class_id,
        student_id,
        status_code,

        -- dates
        {{ to_date('enrollment_date') }} as enrollment_date,
        {{ to_date('exit_date') }} as exit_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('enrollment_date', 'date', is_personal=False),
            cast_hit('exit_date', 'date', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
