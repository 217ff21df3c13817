-- Grain: one row per student, first day and status.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_language_statuses') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('start_date') }} as raw_start_date,
        {{ clean_text('elas_code') }} as elas_code,
        {{ clean_text('correction_reason_code') }} as correction_reason_code,
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
                coalesce(cast(start_date as string), raw_start_date),
                elas_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                student_id,
                coalesce(cast(start_date as string), raw_start_date),
                elas_code
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        student_id,
        elas_code,
        correction_reason_code,

        -- dates
        start_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'student_id', "'row ' || source_row", when='student_id is null'),
            typing_faults('start_date', 'date'),
            raw_fault('blank_raw_column', 'start_date', "'row ' || source_row", when='raw_start_date is null'),
            raw_fault('blank_raw_column', 'elas_code', "'row ' || source_row", when='elas_code is null'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
