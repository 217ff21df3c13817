{#-
    CTEs up to `final`, the problems of a CASAS file: what its layout forbids, codes that nobody
    confirmed, values cleared since the last batch, the hits of its candidates, and the rows of the
    CTEs in `others`. Columns: record_key, rule_id, column_name, value.
-#}
{% macro casas_findings(export_name, report, candidates, keys, others=[]) -%}
report as (

    select * from {{ report }}

),

candidates as (

    select * from {{ candidates }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

sent as (

    select * from {{ ref('int_submissions__casas_sent_cells') }}
    where export_name = '{{ export_name }}'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = '{{ export_name }}'

),

codes as (

    select * from {{ ref('codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

cells as (

    {{ cells_of('report', keys) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ unconfirmed_codes('cells', 'layout', 'codes', 'options') }}
    union all
    {{ cleared_values('cells', 'sent', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}
    {%- for other in others %}
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from {{ other }}
    {%- endfor %}

)
{%- endmacro %}
