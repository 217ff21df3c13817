-- Grain: one row per employee, place, job classification and assignment code span.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'staff_assignments') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('staff_assignment_id') }} as staff_assignment_id,
        {{ clean_text('staff_id') }} as staff_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('job_classification_code') }} as job_classification_code,
        {{ clean_text('nonclassroom_code') }} as nonclassroom_code,
        {{ clean_text('fte_percent') }} as fte_percent,
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
            partition by staff_assignment_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by staff_assignment_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        staff_assignment_id,
        staff_id,
        org_id,
        job_classification_code,
        nonclassroom_code,

        -- numbers
        {{ to_number('fte_percent', 'decimal(4,1)') }} as fte_percent,

        -- dates
        {{ to_date('start_date') }} as start_date,
        {{ to_date('end_date') }} as end_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('fte_percent', 'decimal(4,1)', is_personal=False),
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
