-- Grain: one row per adult file, record and column with a value in the batch sent last.

with

batches as (

    select * from {{ source('ledger', 'submission_batches') }}

),

records as (

    select * from {{ source('ledger', 'submission_records') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where collection = 'casas'

),

exports as (

    select * from {{ ref('exports') }}
    where collection = 'casas'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D10 names the states of a batch that count as sent; one without rows never does.
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
            and batches.written_rows > 0
            and coalesce(batches.lea_code = options.agency, true)
            and {{ has_word('options.counted_batch_states', 'batches.batch_state') }}
    ) as ranked
    where place = 1

),

-- The ledger keeps a row as text with carets between.
spread as (

    select
        latest_batches.export_name,
        records.row_number,
        {{ numbered_words_in('records.record_payload', "'^'", 'value', 'field_order') }}
    from latest_batches
    inner join records on latest_batches.batch_id = records.batch_id
    cross join options
    where records.record_payload like options.agency || '^%'

),

named as (

    select
        spread.export_name,
        spread.row_number,
        layout.column_name,
        nullif(spread.value, '') as value
    from spread
    inner join layout
        on
            spread.export_name = layout.export_name
            and spread.field_order = layout.field_order

),

-- The columns that make the key of a row in its file, in their order.
key_words as (

    select
        export_name,
        {{ numbered_words_in('record_key', "' '", 'column_name', 'place') }}
    from exports

),

-- The key is made anew of the row: older batches hold it in another form.
keyed as (

    select
        named.export_name,
        named.row_number,
        {{ joined_key('named.value', 'key_words.place') }} as row_key
    from named
    inner join key_words
        on
            named.export_name = key_words.export_name
            and named.column_name = key_words.column_name
    group by named.export_name, named.row_number

),

final as (

    select
        named.export_name,
        keyed.row_key,
        named.column_name,
        named.value
    from named
    inner join keyed
        on
            named.export_name = keyed.export_name
            and named.row_number = keyed.row_number
    where named.value is not null

)

select * from final
