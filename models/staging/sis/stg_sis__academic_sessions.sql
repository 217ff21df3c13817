-- Grain: one row per term of a school.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'academic_sessions') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('session_id') }} as session_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('school_year') }} as school_year,
        {{ clean_text('term_code') }} as term_code,
        {{ clean_text('start_date') }} as start_date,
        {{ clean_text('end_date') }} as end_date,
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
            partition by session_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by session_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        session_id,
        org_id,
        term_code,

        -- numbers
        {{ to_number('school_year', 'integer') }} as school_year,

        -- dates
        {{ to_date('start_date') }} as start_date,
        {{ to_date('end_date') }} as end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('school_year', 'integer', is_personal=False),
            cast_hit('start_date', 'date', is_personal=False),
            cast_hit('end_date', 'date', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
