-- Grain: one row per learner and program year.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_profiles') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('program_year') }} as raw_program_year,
        {{ clean_text('highest_year_of_school') }} as raw_highest_year_of_school,
        {{ clean_text('highest_year_outside_us') }} as raw_highest_year_outside_us,
        {{ clean_text('highest_diploma_code') }} as highest_diploma_code,
        {{ clean_text('diploma_outside_us') }} as raw_diploma_outside_us,
        {{ clean_text('labor_force_status_code') }} as labor_force_status_code,
        {{ clean_text('primary_goal_code') }} as primary_goal_code,
        {{ clean_text('secondary_goal_code') }} as secondary_goal_code,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_number('raw_program_year', 'integer') }} as program_year,
        {{ to_number('raw_highest_year_of_school', 'integer') }} as highest_year_of_school,
        {{ to_boolean('raw_highest_year_outside_us') }} as highest_year_outside_us,
        {{ to_boolean('raw_diploma_outside_us') }} as diploma_outside_us,
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
                coalesce(cast(program_year as string), raw_program_year)
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                student_id,
                coalesce(cast(program_year as string), raw_program_year)
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        student_id,
        highest_diploma_code,
        labor_force_status_code,
        primary_goal_code,
        secondary_goal_code,

        -- numbers
        program_year,
        highest_year_of_school,

        -- booleans
        highest_year_outside_us,
        diploma_outside_us,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'student_id', "'row ' || source_row", when='student_id is null'),
            typing_faults('program_year', 'integer'),
            raw_fault('blank_raw_column', 'program_year', "'row ' || source_row", when='raw_program_year is null'),
            typing_faults('highest_year_of_school', 'integer'),
            typing_faults('highest_year_outside_us', 'boolean'),
            typing_faults('diploma_outside_us', 'boolean'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
