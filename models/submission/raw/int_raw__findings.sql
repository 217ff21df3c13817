-- Grain: one row per problem of a raw row in this run, in the form of the findings of an export.

with

row_findings as (

    select * from {{ ref('int_raw__row_findings') }}

),

implausible_dates as (

    select * from {{ ref('int_raw__implausible_dates') }}

),

final as (

    select
        export_name,
        table_name,
        record_key,
        rule_id,
        column_name,
        value
    from row_findings
    union all
    select
        'raw' as export_name,
        table_name,
        table_name || ' ' || record_key as record_key,
        'implausible_date' as rule_id,
        column_name,
        value
    from implausible_dates

)

select * from final
