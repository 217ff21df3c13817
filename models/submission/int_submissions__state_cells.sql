-- Grain: one row per row and field of the returns of the state that rules look at, of each return
-- the one downloaded last.

with

extracts as (

    select * from {{ source('ledger', 'state_extracts') }}
    where file_code in ('SSID', 'REPLACED', 'SENR', 'SDEM')

),

returns as (

    select * from {{ ref('state_returns') }}

),

layouts as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where export_name in ('senr_ongoing', 'sdem')

),

-- An extract in a layout of other years is passed over: it has another number of fields.
fields as (

    select
        case return_name when 'ssid_extract' then 'SSID' else 'REPLACED' end as file_code,
        field_order,
        column_name,
        count(*) over (partition by return_name) as fields_of_row
    from returns
    where return_name in ('ssid_extract', 'replacement_ssids')
    union all
    select
        file_code,
        field_order,
        column_name,
        count(*) over (partition by file_code) as fields_of_row
    from layouts

),

downloads as (

    select
        file_code,
        extract_id,
        row_number() over (
            partition by file_code order by max(downloaded_at) desc, extract_id desc
        ) as place
    from extracts
    group by file_code, extract_id

),

-- The ledger keeps a row as text with carets between.
spread as (

    select
        extracts.file_code,
        extracts.row_number,
        length(extracts.record_payload) - length(replace(extracts.record_payload, '^', '')) + 1
            as fields_of_row,
        {{ numbered_words_in('extracts.record_payload', "'^'", 'value', 'field_order') }}
    from extracts
    inner join downloads on extracts.extract_id = downloads.extract_id
    where downloads.place = 1

),

final as (

    select
        spread.file_code,
        spread.row_number,
        fields.column_name,
        spread.value
    from spread
    inner join fields
        on
            spread.file_code = fields.file_code
            and spread.fields_of_row = fields.fields_of_row
            and spread.field_order = fields.field_order
    where spread.value <> ''

)

select * from final
