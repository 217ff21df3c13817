-- Grain: one row per student, program and membership span.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_programs') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_program_id') }} as student_program_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('program_code') }} as program_code,
        {{ clean_text('membership_code') }} as membership_code,
        {{ clean_text('start_date') }} as start_date,
        {{ clean_text('end_date') }} as end_date,
        {{ clean_text('service_code') }} as service_code,
        {{ clean_text('service_school_year') }} as service_school_year,
        {{ clean_text('partnership_academy_id') }} as partnership_academy_id,
        {{ clean_text('migrant_student_id') }} as migrant_student_id,
        {{ clean_text('homeless_dwelling_code') }} as homeless_dwelling_code,
        {{ clean_text('is_unaccompanied_youth') }} as is_unaccompanied_youth,
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
            partition by student_program_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by student_program_id
        ) as copies
    from cleaned

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
        {{ to_number('service_school_year', 'integer') }} as service_school_year,

        -- booleans
        {{ to_boolean('is_unaccompanied_youth') }} as is_unaccompanied_youth,

        -- dates
        {{ to_date('start_date') }} as start_date,
        {{ to_date('end_date') }} as end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('start_date', 'date', is_personal=False),
            cast_hit('end_date', 'date', is_personal=False),
            cast_hit('service_school_year', 'integer', is_personal=False),
            cast_hit('is_unaccompanied_youth', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
