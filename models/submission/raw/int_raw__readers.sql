-- Grain: one row per raw column and export that reads it.

with

raw_columns as (

    select * from {{ ref('raw_columns') }}

),

exports as (

    select * from {{ ref('exports') }}

),

final as (

    select
        exports.export_name,
        raw_columns.table_name,
        raw_columns.column_name
    from raw_columns
    inner join exports
        on
            ' ' || raw_columns.used_by || ' '
            like '% ' || split_part(exports.file_code, '_', 1) || ' %'

)

select * from final
