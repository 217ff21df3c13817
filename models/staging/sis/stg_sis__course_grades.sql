-- Grain: one row per student, section and marking period with a posted result.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'course_grades') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('course_grade_id') }} as course_grade_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('section_id') }} as section_id,
        {{ clean_text('school_year') }} as raw_school_year,
        {{ clean_text('marking_period_code') }} as marking_period_code,
        {{ clean_text('final_mark') }} as final_mark,
        {{ clean_text('credits_attempted') }} as raw_credits_attempted,
        {{ clean_text('credits_earned') }} as raw_credits_earned,
        {{ clean_text('carnegie_units_earned') }} as raw_carnegie_units_earned,
        {{ clean_text('uc_csu_requirement_code') }} as uc_csu_requirement_code,
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
        {{ to_number('raw_credits_attempted', 'decimal(5,2)') }} as credits_attempted,
        {{ to_number('raw_credits_earned', 'decimal(5,2)') }} as credits_earned,
        {{ to_number('raw_carnegie_units_earned', 'decimal(5,2)') }} as carnegie_units_earned,
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
                course_grade_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                course_grade_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        course_grade_id,
        student_id,
        section_id,
        marking_period_code,
        final_mark,
        uc_csu_requirement_code,

        -- numbers
        school_year,
        credits_attempted,
        credits_earned,
        carnegie_units_earned,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'course_grade_id', "'row ' || source_row", when='course_grade_id is null'),
            raw_fault('blank_raw_column', 'student_id', "''", when='student_id is null'),
            typing_faults('school_year', 'integer'),
            raw_fault('blank_raw_column', 'school_year', "''", when='raw_school_year is null'),
            typing_faults('credits_attempted', 'decimal(5,2)'),
            typing_faults('credits_earned', 'decimal(5,2)'),
            typing_faults('carnegie_units_earned', 'decimal(5,2)'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
