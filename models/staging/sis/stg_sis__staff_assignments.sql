-- Grain: one row per employee, place, job classification and assignment code span.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'staff_assignments') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('staff_assignment_id') }} as staff_assignment_id,
        {{ clean_text('staff_id') }} as staff_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('job_classification_code') }} as job_classification_code,
        {{ clean_text('nonclassroom_code') }} as nonclassroom_code,
        {{ clean_text('fte_percent') }} as raw_fte_percent,
        {{ clean_text('start_date') }} as raw_start_date,
        {{ clean_text('end_date') }} as raw_end_date,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_number('raw_fte_percent', 'decimal(6,3)') }} as fte_percent,
        {{ to_date('raw_start_date') }} as start_date,
        {{ to_date('raw_end_date') }} as end_date,
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
                staff_assignment_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                staff_assignment_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        staff_assignment_id,
        staff_id,
        org_id,
        job_classification_code,
        nonclassroom_code,

        -- numbers
        fte_percent,

        -- dates
        start_date,
        end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'staff_assignment_id', "'row ' || source_row", when='staff_assignment_id is null'),
            raw_fault('blank_raw_column', 'staff_id', "''", when='staff_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            raw_fault('blank_raw_column', 'job_classification_code', "''", when='job_classification_code is null'),
            typing_faults('fte_percent', 'decimal(6,3)'),
            typing_faults('start_date', 'date'),
            raw_fault('blank_raw_column', 'start_date', "''", when='raw_start_date is null'),
            typing_faults('end_date', 'date'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
