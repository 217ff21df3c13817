-- Grain: one row per export whose raw tables have problems: how many of each severity.

with

findings as (

    select * from {{ ref('int_raw__findings') }}

),

-- The one row of a rule that has its sentence.
validation_rules as (

    select * from {{ ref('validation_rules') }}
    where severity is not null

),

raw_columns as (

    select * from {{ ref('raw_columns') }}

),

exports as (

    select * from {{ ref('exports') }}

),

-- A file uses a table when it uses one of the table's columns.
uses as (

    select distinct -- many columns of a table serve one file
        exports.export_name,
        raw_columns.table_name
    from raw_columns
    inner join exports
        on
            ' ' || raw_columns.used_by || ' '
            like '% ' || split_part(exports.file_code, '_', 1) || ' %'

),

final as (

    select
        uses.export_name,
        count(*) filter (where validation_rules.severity = 'fatal') as fatal,
        count(*) filter (where validation_rules.severity = 'warning') as warnings
    from findings
    inner join uses on findings.table_name = uses.table_name
    inner join validation_rules on findings.rule_id = validation_rules.rule_id
    group by uses.export_name

)

select * from final
