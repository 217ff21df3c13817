-- Grain: one row per adult-school class.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_classes') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('class_code') }} as class_code,
        {{ clean_text('extended_class_code') }} as extended_class_code,
        {{ clean_text('class_title') }} as class_title,
        {{ clean_text('start_date') }} as start_date,
        {{ clean_text('end_date') }} as end_date,
        {{ clean_text('staff_id') }} as staff_id,
        {{ clean_text('instructional_level_code') }} as instructional_level_code,
        {{ clean_text('focus_area') }} as focus_area,
        {{ clean_text('meeting_days') }} as meeting_days,
        {{ clean_text('start_time') }} as start_time,
        {{ clean_text('end_time') }} as end_time,
        {{ clean_text('hours_per_week') }} as hours_per_week,
        {{ clean_text('is_distance_learning') }} as is_distance_learning,
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
            partition by class_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by class_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        class_id,
        org_id,
        class_code,
        extended_class_code,
        class_title,
        staff_id,
        instructional_level_code,
        focus_area,
        meeting_days,
        start_time,
        end_time,

        -- numbers
        {{ to_number('hours_per_week', 'decimal(6,2)') }} as hours_per_week,

        -- booleans
        {{ to_boolean('is_distance_learning') }} as is_distance_learning,

        -- dates
        {{ to_date('start_date') }} as start_date,
        {{ to_date('end_date') }} as end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('start_date', 'date', is_personal=False),
            cast_hit('end_date', 'date', is_personal=False),
            cast_hit('hours_per_week', 'decimal(6,2)', is_personal=False),
            cast_hit('is_distance_learning', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
