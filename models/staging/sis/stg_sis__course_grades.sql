-- Grain: one row per student, section and marking period with a posted result.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'course_grades') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('course_grade_id') }} as course_grade_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('section_id') }} as section_id,
        {{ clean_text('school_year') }} as school_year,
        {{ clean_text('marking_period_code') }} as marking_period_code,
        {{ clean_text('final_mark') }} as final_mark,
        {{ clean_text('credits_attempted') }} as credits_attempted,
        {{ clean_text('credits_earned') }} as credits_earned,
        {{ clean_text('carnegie_units_earned') }} as carnegie_units_earned,
        {{ clean_text('uc_csu_requirement_code') }} as uc_csu_requirement_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        {{ to_timestamp('updated_at') }} as updated_at,
        _row_number as source_row
    from source

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4).
ranked as (

    select
        *,
        row_number() over (
            partition by course_grade_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by course_grade_id
        ) as copies
    from cleaned

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
        {{ to_number('school_year', 'integer') }} as school_year,
        {{ to_number('credits_attempted', 'decimal(5,2)') }} as credits_attempted,
        {{ to_number('credits_earned', 'decimal(5,2)') }} as credits_earned,
        {{ to_number('carnegie_units_earned', 'decimal(5,2)') }} as carnegie_units_earned,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('school_year', 'integer', is_personal=False),
            cast_hit('credits_attempted', 'decimal(5,2)', is_personal=False),
            cast_hit('credits_earned', 'decimal(5,2)', is_personal=False),
            cast_hit('carnegie_units_earned', 'decimal(5,2)', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
