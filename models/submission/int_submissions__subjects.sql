-- Grain: one row per export and subject already submitted for the year (definition D10).

with

batches as (

    select * from {{ source('ledger', 'submission_batches') }}

),

records as (

    select * from {{ source('ledger', 'submission_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        lower(batches.export_type) as export_name,
        records.subject_key,
        max_by(batches.batch_id, batches.batch_number) as batch_id
    from batches
    inner join records on batches.batch_id = records.batch_id
    cross join options
    where
        batches.year_label = options.academic_year
        -- Another LEA's submission is not ours; a batch of an older ledger may not tell its LEA.
        and coalesce(batches.lea_code = options.lea_code, true)
        and {{ has_word('options.counted_batch_states', 'batches.batch_state') }}
    group by lower(batches.export_type), records.subject_key

)

select * from final
