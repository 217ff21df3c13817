-- Grain: one row per learner, group and first day.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'adult_student_groups') }}

),

-- Outer spaces off, blanks to null; of rows with one key the latest comes first.
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('group_type') }} as group_type,
        {{ clean_text('group_code') }} as group_code,
        {{ clean_text('start_date') }} as start_date,
        {{ clean_text('end_date') }} as end_date,
        {{ clean_text('is_deleted') }} as is_deleted,
        _row_number as source_row,
        row_number() over (
            partition by {{ clean_text('student_id') }}, {{ clean_text('group_type') }}, {{ clean_text('group_code') }}, {{ clean_text('start_date') }}
            order by {{ to_timestamp('updated_at') }} desc nulls last, _row_number desc
        ) as recency,
        count(*) over (partition by {{ clean_text('student_id') }}, {{ clean_text('group_type') }}, {{ clean_text('group_code') }}, {{ clean_text('start_date') }}) as copies
    from source

),

final as (

    select
        -- ids, text and codes
        student_id,
        group_type,
        group_code,

        -- dates
        {{ to_date('start_date') }} as start_date,
        {{ to_date('end_date') }} as end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
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
