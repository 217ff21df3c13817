-- Grain: one row per problem of the SCSE file.

with

report as (

    select * from {{ ref('rpt_calpads__scse') }}

),

candidates as (

    select * from {{ ref('int_courses__scse_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'scse'

),

cells as (

    {{ cells_of('report', ['local_record_id']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}

)

select
    'scse' as export_name,
    *
from final
