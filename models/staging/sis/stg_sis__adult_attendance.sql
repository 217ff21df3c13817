-- Grain: one row per class, learner, day and mode.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_attendance') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('attendance_date') }} as attendance_date,
        {{ clean_text('is_distance_learning') }} as is_distance_learning,
        {{ clean_text('minutes') }} as minutes,
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
            partition by class_id, student_id, attendance_date, is_distance_learning
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by class_id, student_id, attendance_date, is_distance_learning
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        class_id,
        student_id,

        -- numbers
        {{ to_number('minutes', 'integer') }} as minutes,

        -- booleans
        {{ to_boolean('is_distance_learning') }} as is_distance_learning,

        -- dates
        {{ to_date('attendance_date') }} as attendance_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('attendance_date', 'date', is_personal=False),
            cast_hit('is_distance_learning', 'boolean', is_personal=False),
            cast_hit('minutes', 'integer', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
