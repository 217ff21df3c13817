-- Grain: one row per problem of the SDEM file.

with

report as (

    select * from {{ ref('rpt_calpads__sdem') }}

),

candidates as (

    select * from {{ ref('int_staff__sdem_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

file_findings as (

    select * from {{ ref('int_staff__file_findings') }}
    where export_name = 'sdem'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'sdem'

),

cells as (

    {{ cells_of('report', ['local_record_id', 'reporting_lea']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from file_findings

)

select
    'sdem' as export_name,
    *
from final
