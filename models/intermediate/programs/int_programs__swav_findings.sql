-- Grain: one row per problem of the SWAV file.

with

report as (

    select * from {{ ref('rpt_calpads__swav') }}

),

candidates as (

    select * from {{ ref('int_programs__swav_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'swav'

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
    'swav' as export_name,
    *
from final
