-- Grain: one row per adult-school class.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_classes') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('class_code') }} as class_code,
        {{ clean_text('extended_class_code') }} as extended_class_code,
        {{ clean_text('class_title') }} as class_title,
        {{ clean_text('start_date') }} as raw_start_date,
        {{ clean_text('end_date') }} as raw_end_date,
        {{ clean_text('staff_id') }} as staff_id,
        {{ clean_text('instructional_level_code') }} as instructional_level_code,
        {{ clean_text('focus_area') }} as focus_area,
        {{ clean_text('meeting_days') }} as meeting_days,
        {{ clean_text('start_time') }} as start_time,
        {{ clean_text('end_time') }} as end_time,
        {{ clean_text('hours_per_week') }} as raw_hours_per_week,
        {{ clean_text('is_distance_learning') }} as raw_is_distance_learning,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_start_date') }} as start_date,
        {{ to_date('raw_end_date') }} as end_date,
        {{ to_number('raw_hours_per_week', 'decimal(6,2)') }} as hours_per_week,
        {{ to_boolean('raw_is_distance_learning') }} as is_distance_learning,
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
                class_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                class_id
        ) as copies
    from typed

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
        hours_per_week,

        -- booleans
        is_distance_learning,

        -- dates
        start_date,
        end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'class_id', "'row ' || source_row", when='class_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            typing_faults('start_date', 'date'),
            typing_faults('end_date', 'date'),
            typing_faults('hours_per_week', 'decimal(6,2)'),
            typing_faults('is_distance_learning', 'boolean'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
