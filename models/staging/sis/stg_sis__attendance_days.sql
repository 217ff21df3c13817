-- Grain: one row per student, school, day and attendance code.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'attendance_days') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('attendance_date') }} as attendance_date,
        {{ clean_text('attendance_code') }} as attendance_code,
        {{ clean_text('day_portion') }} as day_portion,
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
            partition by student_id, org_id, attendance_date, attendance_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by student_id, org_id, attendance_date, attendance_code
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        student_id,
        org_id,
        attendance_code,

        -- numbers
        {{ to_number('day_portion', 'decimal(3,2)') }} as day_portion,

        -- dates
        {{ to_date('attendance_date') }} as attendance_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('attendance_date', 'date', is_personal=False),
            cast_hit('day_portion', 'decimal(3,2)', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
