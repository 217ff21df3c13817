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
        max(batches.batch_id) as batch_id
    from batches
    inner join records on batches.batch_id = records.batch_id
    cross join options
    where
        batches.year_label = options.academic_year
        and {{ has_word('options.counted_batch_states', 'batches.batch_state') }}
    group by lower(batches.export_type), records.subject_key

)

select * from final
