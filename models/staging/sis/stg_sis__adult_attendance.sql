-- Grain: one row per class, learner, day and mode.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_attendance') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('attendance_date') }} as raw_attendance_date,
        {{ clean_text('is_distance_learning') }} as raw_is_distance_learning,
        {{ clean_text('minutes') }} as raw_minutes,
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
        {{ to_boolean('raw_is_distance_learning') }} as is_distance_learning,
        {{ to_number('raw_minutes', 'integer') }} as minutes,
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
                class_id,
                student_id,
                coalesce(cast(attendance_date as string), raw_attendance_date),
                coalesce(cast(is_distance_learning as string), raw_is_distance_learning)
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                class_id,
                student_id,
                coalesce(cast(attendance_date as string), raw_attendance_date),
                coalesce(cast(is_distance_learning as string), raw_is_distance_learning)
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        class_id,
        student_id,

        -- numbers
        minutes,

        -- booleans
        is_distance_learning,

        -- dates
        attendance_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'class_id', "'row ' || source_row", when='class_id is null'),
            raw_fault('blank_raw_column', 'student_id', "'row ' || source_row", when='student_id is null'),
            typing_faults('attendance_date', 'date'),
            raw_fault('blank_raw_column', 'attendance_date', "'row ' || source_row", when='raw_attendance_date is null'),
            typing_faults('is_distance_learning', 'boolean'),
            typing_faults('minutes', 'integer'),
            raw_fault('blank_raw_column', 'minutes', "''", when='raw_minutes is null'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
