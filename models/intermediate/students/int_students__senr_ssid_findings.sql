-- Grain: one row per problem of the SSID request file.

with

report as (

    select * from {{ ref('rpt_calpads__senr_ssid') }}

),

older_report as (

    select * from {{ ref('rpt_calpads__senr_ssid_v12') }}

),

candidates as (

    select * from {{ ref('int_students__senr_ssid_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'senr_ssid'

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
    'senr_ssid' as export_name,
    *
from final
