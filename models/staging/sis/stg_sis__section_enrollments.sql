-- Grain: one row per section, student and first day.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'section_enrollments') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('section_id') }} as section_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('start_date') }} as raw_start_date,
        {{ clean_text('end_date') }} as raw_end_date,
        {{ clean_text('exclude_from_state_reporting') }} as raw_exclude_from_state_reporting,
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
        {{ to_boolean('raw_exclude_from_state_reporting') }} as exclude_from_state_reporting,
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
                section_id,
                student_id,
                coalesce(cast(start_date as string), raw_start_date)
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                section_id,
                student_id,
                coalesce(cast(start_date as string), raw_start_date)
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        section_id,
        student_id,

        -- booleans
        exclude_from_state_reporting,

        -- dates
        start_date,
        end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'section_id', "'row ' || source_row", when='section_id is null'),
            raw_fault('blank_raw_column', 'student_id', "'row ' || source_row", when='student_id is null'),
            typing_faults('start_date', 'date'),
            raw_fault('blank_raw_column', 'start_date', "'row ' || source_row", when='raw_start_date is null'),
            typing_faults('end_date', 'date'),
            typing_faults('exclude_from_state_reporting', 'boolean'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
