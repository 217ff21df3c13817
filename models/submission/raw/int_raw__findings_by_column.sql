-- Grain: one row per raw table, column and rule: in how many rows, and which files read the column.

with

findings as (

    select * from {{ ref('int_raw__findings') }}

),

unmatched_rows as (

    select * from {{ ref('int_raw__unmatched_rows') }}

),

-- The one row of a rule that has its sentence.
validation_rules as (

    select * from {{ ref('validation_rules') }}
    where severity is not null

),

uses as (

    select * from {{ ref('int_raw__readers') }}

),

-- The readers of a column; of the whole table where the column is blank.
readers as (

    select
        table_name,
        coalesce(column_name, '') as column_name,
        {{ words_of('export_name') }} as export_names
    from uses
    group by grouping sets ((table_name, column_name), (table_name))

),

counted as (

    select
        table_name,
        column_name,
        rule_id,
        count(distinct record_key) as raw_rows,
        -- A finding's key begins with the table.
        min(substr(record_key, length(table_name) + 2)) as first_record_key
    from findings
    group by table_name, column_name, rule_id
    union all
    select
        table_name,
        column_name,
        'unknown_reference' as rule_id,
        count(*) as raw_rows,
        'row ' || min(source_row) as first_record_key
    from unmatched_rows
    group by table_name, column_name

),

final as (

    select
        counted.table_name,
        counted.column_name,
        counted.rule_id,
        validation_rules.severity,
        counted.raw_rows,
        counted.first_record_key,
        validation_rules.message,
        validation_rules.remedy,
        -- A finding of the whole row, or of a technical column, touches whatever reads the table.
        coalesce(readers.export_names, table_readers.export_names) as export_names
    from counted
    inner join validation_rules on counted.rule_id = validation_rules.rule_id
    left join readers
        on
            counted.table_name = readers.table_name
            and counted.column_name = readers.column_name
    left join readers as table_readers
        on counted.table_name = table_readers.table_name and table_readers.column_name = ''

)

select * from final
