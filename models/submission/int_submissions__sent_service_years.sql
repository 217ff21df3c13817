-- Grain: one row per educator in the SDEM batch sent last for an earlier year: years of service.

with

batches as (

    select * from {{ source('ledger', 'submission_batches') }}

),

records as (

    select * from {{ source('ledger', 'submission_records') }}

),

layouts as (

    select * from {{ ref('layouts') }}
    where
        file_code = 'SDEM'
        and column_name in ('seid', 'staff_service_years_lea', 'staff_service_years_total')

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D10 names the states of a batch that count as sent.
latest_batch as (

    select
        batch_id,
        layout_version
    from (
        select
            batches.batch_id,
            batches.layout_version,
            row_number() over (
                order by batches.year_label desc, batches.batch_number desc
            ) as place
        from batches
        cross join options
        where
            batches.file_code = 'SDEM'
            and batches.year_label < options.academic_year
            and coalesce(batches.lea_code = options.lea_code, true)
            and {{ has_word('options.counted_batch_states', 'batches.batch_state') }}
    ) as ranked
    where place = 1

),

-- The ledger keeps a row as text with carets between.
spread as (

    select
        latest_batch.layout_version,
        records.row_number,
        {{ numbered_words_in('records.record_payload', "'^'", 'value', 'field_order') }}
    from latest_batch
    inner join records on latest_batch.batch_id = records.batch_id

),

sent_rows as (

    select
        spread.row_number,
        max(case when layouts.column_name = 'seid' then spread.value end) as seid,
        max(
            case
                when layouts.column_name = 'staff_service_years_lea'
                    then try_cast(spread.value as integer)
            end
        ) as service_years_lea,
        max(
            case
                when layouts.column_name = 'staff_service_years_total'
                    then try_cast(spread.value as integer)
            end
        ) as service_years_total
    from spread
    inner join layouts
        on
            spread.layout_version = layouts.layout_version
            and spread.field_order = layouts.field_order
    group by spread.row_number

),

final as (

    select
        seid,
        max(service_years_lea) as service_years_lea,
        max(service_years_total) as service_years_total
    from sent_rows
    where seid <> ''
    group by seid

)

select * from final
