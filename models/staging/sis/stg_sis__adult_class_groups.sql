-- Grain: one row per class and group it belongs to.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_class_groups') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('group_type') }} as group_type,
        {{ clean_text('group_code') }} as group_code,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
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
                group_type,
                group_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                class_id,
                group_type,
                group_code
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        class_id,
        group_type,
        group_code,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'class_id', "'row ' || source_row", when='class_id is null'),
            raw_fault('blank_raw_column', 'group_type', "'row ' || source_row", when='group_type is null'),
            raw_fault('unlisted_raw_value', 'group_type', 'group_type', when="group_type not in ('course_group', 'special_program')"),
            raw_fault('blank_raw_column', 'group_code', "'row ' || source_row", when='group_code is null'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
