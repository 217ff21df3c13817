-- Grain: one row per term of a school.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'academic_sessions') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('session_id') }} as session_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('school_year') }} as school_year,
        {{ clean_text('term_code') }} as term_code,
        {{ clean_text('start_date') }} as start_date,
        {{ clean_text('end_date') }} as end_date,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('session_id') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('session_id') }}) as copies
    from source

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
    from cleaned
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
