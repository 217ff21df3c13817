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

uses as (

    select * from {{ ref('int_raw__readers') }}

),

-- A fault of a column touches the files that use it; one of the whole row, or of a technical column
-- that every table may carry, those that use any column of the table.
touched as (

    select
        uses.export_name,
        findings.rule_id,
        findings.record_key,
        findings.column_name
    from findings
    inner join uses
        on
            findings.table_name = uses.table_name
            and (
                findings.column_name = uses.column_name
                or findings.column_name in ('', 'is_deleted', 'updated_at')
            )
    group by
        uses.export_name,
        findings.rule_id,
        findings.record_key,
        findings.column_name

),

final as (

    select
        touched.export_name,
        -- A raw date is fatal only where it is written (definition D21).
        count(*) filter (
            where validation_rules.severity = 'fatal' and touched.rule_id <> 'implausible_date'
        ) as fatal,
        count(*) filter (
            where validation_rules.severity = 'warning' or touched.rule_id = 'implausible_date'
        ) as warnings
    from touched
    inner join validation_rules on touched.rule_id = validation_rules.rule_id
    group by touched.export_name

)

select * from final
