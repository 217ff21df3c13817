-- Grain: one row per class, learner, day and mode.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_attendance') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('attendance_date') }} as attendance_date,
        {{ clean_text('is_distance_learning') }} as is_distance_learning,
        {{ clean_text('minutes') }} as minutes,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('class_id') }}, {{ clean_text('student_id') }}, {{ clean_text('attendance_date') }}, {{ clean_text('is_distance_learning') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('class_id') }}, {{ clean_text('student_id') }}, {{ clean_text('attendance_date') }}, {{ clean_text('is_distance_learning') }}) as copies
    from source

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
    from cleaned
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
