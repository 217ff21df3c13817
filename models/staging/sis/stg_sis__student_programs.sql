-- Grain: one row per student, program and membership span.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_programs') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_program_id') }} as student_program_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('program_code') }} as program_code,
        {{ clean_text('membership_code') }} as membership_code,
        {{ clean_text('start_date') }} as raw_start_date,
        {{ clean_text('end_date') }} as raw_end_date,
        {{ clean_text('service_code') }} as service_code,
        {{ clean_text('service_school_year') }} as raw_service_school_year,
        {{ clean_text('partnership_academy_id') }} as partnership_academy_id,
        {{ clean_text('migrant_student_id') }} as migrant_student_id,
        {{ clean_text('homeless_dwelling_code') }} as homeless_dwelling_code,
        {{ clean_text('is_unaccompanied_youth') }} as raw_is_unaccompanied_youth,
        {{ clean_text('program_days') }} as raw_program_days,
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
        {{ to_number('raw_service_school_year', 'integer') }} as service_school_year,
        {{ to_boolean('raw_is_unaccompanied_youth') }} as is_unaccompanied_youth,
        {{ to_number('raw_program_days', 'integer') }} as program_days,
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
                student_program_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                student_program_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        student_program_id,
        student_id,
        org_id,
        program_code,
        membership_code,
        service_code,
        partnership_academy_id,
        migrant_student_id,
        homeless_dwelling_code,

        -- numbers
        service_school_year,
        program_days,

        -- booleans
        is_unaccompanied_youth,

        -- dates
        start_date,
        end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'student_program_id', "'row ' || source_row", when='student_program_id is null'),
            raw_fault('blank_raw_column', 'student_id', "''", when='student_id is null'),
            raw_fault('blank_raw_column', 'program_code', "''", when='program_code is null'),
            typing_faults('start_date', 'date'),
            raw_fault('blank_raw_column', 'start_date', "''", when='raw_start_date is null'),
            typing_faults('end_date', 'date'),
            typing_faults('service_school_year', 'integer'),
            typing_faults('is_unaccompanied_youth', 'boolean'),
            typing_faults('program_days', 'integer'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
