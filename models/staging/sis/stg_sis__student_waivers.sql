-- Grain: one row per student and waiver or exemption decision.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_waivers') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('waiver_id') }} as waiver_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('exemption_code') }} as exemption_code,
        {{ clean_text('outcome_code') }} as outcome_code,
        {{ clean_text('outcome_date') }} as raw_outcome_date,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_outcome_date') }} as outcome_date,
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
                waiver_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                waiver_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        waiver_id,
        student_id,
        org_id,
        exemption_code,
        outcome_code,

        -- dates
        outcome_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'waiver_id', "'row ' || source_row", when='waiver_id is null'),
            raw_fault('blank_raw_column', 'student_id', "''", when='student_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            raw_fault('blank_raw_column', 'exemption_code', "''", when='exemption_code is null'),
            typing_faults('outcome_date', 'date'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
