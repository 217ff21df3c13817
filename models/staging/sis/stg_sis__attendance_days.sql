-- Grain: one row per student, school, day and attendance code.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'attendance_days') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('attendance_date') }} as raw_attendance_date,
        {{ clean_text('attendance_code') }} as attendance_code,
        {{ clean_text('day_portion') }} as raw_day_portion,
        {{ clean_text('minutes_absent') }} as raw_minutes_absent,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_attendance_date') }} as attendance_date,
        {{ to_number('raw_day_portion', 'decimal(3,2)') }} as day_portion,
        {{ to_number('raw_minutes_absent', 'integer') }} as minutes_absent,
        {{ to_boolean('raw_is_deleted') }} as is_deleted,
        {{ to_timestamp('raw_updated_at') }} as updated_at
    from cleaned

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4). A key without
-- a form of its type is compared as it came.
ranked as (

    select
        *,
        row_number() over (
            partition by
                student_id,
                org_id,
                coalesce(cast(attendance_date as string), raw_attendance_date),
                attendance_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                student_id,
                org_id,
                coalesce(cast(attendance_date as string), raw_attendance_date),
                attendance_code
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        student_id,
        org_id,
        attendance_code,

        -- numbers
        day_portion,
        minutes_absent,

        -- dates
        attendance_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'student_id', "'row ' || source_row", when='student_id is null'),
            raw_fault('blank_raw_column', 'org_id', "'row ' || source_row", when='org_id is null'),
            typing_faults('attendance_date', 'date'),
            raw_fault('blank_raw_column', 'attendance_date', "'row ' || source_row", when='raw_attendance_date is null'),
            raw_fault('blank_raw_column', 'attendance_code', "'row ' || source_row", when='attendance_code is null'),
            typing_faults('day_portion', 'decimal(3,2)'),
            typing_faults('minutes_absent', 'integer'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
