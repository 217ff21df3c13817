-- Grain: one row per adult file, record and column with a value in the batch sent last.

with

batches as (

    select * from {{ source('ledger', 'submission_batches') }}

),

records as (

    select * from {{ source('ledger', 'submission_records') }}

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where collection = 'casas'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D10 names the states of a batch that count as sent.
latest_batches as (

    select
        batch_id,
        export_name
    from (
        select
            batches.batch_id,
            lower(batches.export_type) as export_name,
            row_number() over (
                partition by batches.export_type
                order by batches.batch_number desc
            ) as place
        from batches
        cross join options
        where
            batches.year_label = options.program_year
            and coalesce(batches.lea_code = options.agency, true)
            and {{ has_word('options.counted_batch_states', 'batches.batch_state') }}
    ) as ranked
    where place = 1

),

-- The ledger keeps a row as text with carets between, and its key with the blank parts.
spread as (

    select
        latest_batches.export_name,
        rtrim(replace(records.record_key, '||', '|'), '|') as record_key,
        {{ words_in('records.record_payload', "'^'") }} as value,
        {{ places_in('records.record_payload', "'^'") }} as field_order
    from latest_batches
    inner join records on latest_batches.batch_id = records.batch_id
    cross join options
    where records.record_payload like options.agency || '^%'

),

final as (

    select
        spread.export_name,
        spread.record_key,
        layout.column_name,
        spread.value
    from spread
    inner join layout
        on
            spread.export_name = layout.export_name
            and spread.field_order = layout.field_order
    where spread.value <> ''

)

select * from final
