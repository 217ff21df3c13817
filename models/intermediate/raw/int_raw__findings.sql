-- Grain: one row per problem of a raw row, in the form of the findings of an export.

with

raw_hits as (

    select * from {{ ref('int_raw__hits') }}

),

spread as (

    {{ spread_hits('raw_hits', ['table_name', 'record_key']) }}

),

final as (

    select
        'raw' as export_name,
        table_name,
        table_name || ' ' || record_key as record_key,
        rule_id,
        column_name,
        value
    from spread

)

select * from final
