-- Grain: one row per update record.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_program_updates') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('update_id') }} as update_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('program_code') }} as program_code,
        {{ clean_text('update_date') }} as raw_update_date,
        {{ clean_text('program_status_code') }} as program_status_code,
        {{ clean_text('progress_code') }} as progress_code,
        {{ clean_text('exit_reason_code') }} as exit_reason_code,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_update_date') }} as update_date,
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
                update_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                update_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        update_id,
        student_id,
        org_id,
        class_id,
        program_code,
        program_status_code,
        progress_code,
        exit_reason_code,

        -- dates
        update_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'update_id', "'row ' || source_row", when='update_id is null'),
            raw_fault('blank_raw_column', 'student_id', "''", when='student_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            typing_faults('update_date', 'date'),
            raw_fault('blank_raw_column', 'update_date', "''", when='raw_update_date is null'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
