-- Grain: one row per term of a school.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'academic_sessions') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('session_id') }} as session_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('school_year') }} as raw_school_year,
        {{ clean_text('term_code') }} as term_code,
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
        {{ to_number('raw_school_year', 'integer') }} as school_year,
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
                session_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                session_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        session_id,
        org_id,
        term_code,

        -- numbers
        school_year,

        -- dates
        start_date,
        end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'session_id', "'row ' || source_row", when='session_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            typing_faults('school_year', 'integer'),
            raw_fault('blank_raw_column', 'school_year', "''", when='raw_school_year is null'),
            raw_fault('blank_raw_column', 'term_code', "''", when='term_code is null'),
            typing_faults('start_date', 'date'),
            raw_fault('blank_raw_column', 'start_date', "''", when='raw_start_date is null'),
            typing_faults('end_date', 'date'),
            raw_fault('blank_raw_column', 'end_date', "''", when='raw_end_date is null'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
