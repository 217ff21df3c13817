-- Grain: one row per student, school, school year and pathway.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_cte_pathways') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('school_year') }} as school_year,
        {{ clean_text('pathway_code') }} as pathway_code,
        {{ clean_text('is_completed') }} as is_completed,
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
            partition by student_id, org_id, school_year, pathway_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by student_id, org_id, school_year, pathway_code
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        student_id,
        org_id,
        pathway_code,

        -- numbers
        {{ to_number('school_year', 'integer') }} as school_year,

        -- booleans
        {{ to_boolean('is_completed') }} as is_completed,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('school_year', 'integer', is_personal=False),
            cast_hit('is_completed', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
