-- Grain: one row per problem of the SINF file.

with

report as (

    select * from {{ ref('rpt_calpads__sinf') }}

),

older_report as (

    select * from {{ ref('rpt_calpads__sinf_v13') }}

),

candidates as (

    select * from {{ ref('int_students__sinf_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'sinf'

),

cells as (

    {{ cells_of('report', ['local_record_id']) }}
    union all
    {{ cells_of('older_report', ['local_record_id']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}

)

select
    'sinf' as export_name,
    *
from final
