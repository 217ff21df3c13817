-- Grain: one row per learner and program year.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_profiles') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('program_year') }} as program_year,
        {{ clean_text('highest_year_of_school') }} as highest_year_of_school,
        {{ clean_text('highest_year_outside_us') }} as highest_year_outside_us,
        {{ clean_text('highest_diploma_code') }} as highest_diploma_code,
        {{ clean_text('diploma_outside_us') }} as diploma_outside_us,
        {{ clean_text('labor_force_status_code') }} as labor_force_status_code,
        {{ clean_text('primary_goal_code') }} as primary_goal_code,
        {{ clean_text('secondary_goal_code') }} as secondary_goal_code,
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
            partition by student_id, program_year
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by student_id, program_year
        ) as copies
    from cleaned

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
        {{ to_number('program_year', 'integer') }} as program_year,
        {{ to_number('highest_year_of_school', 'integer') }} as highest_year_of_school,

        -- booleans
        {{ to_boolean('highest_year_outside_us') }} as highest_year_outside_us,
        {{ to_boolean('diploma_outside_us') }} as diploma_outside_us,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('program_year', 'integer', is_personal=False),
            cast_hit('highest_year_of_school', 'integer', is_personal=False),
            cast_hit('highest_year_outside_us', 'boolean', is_personal=False),
            cast_hit('diploma_outside_us', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
