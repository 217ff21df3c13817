-- Grain: one row per problem of the DEM file.

with

report as (

    select * from {{ ref('rpt_casas__dem') }}

),

candidates as (

    select * from {{ ref('int_students__dem_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

sent as (

    select * from {{ ref('int_submissions__casas_sent_cells') }}
    where export_name = 'dem'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'dem'

),

codes as (

    select * from {{ ref('codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

cells as (

    {{ cells_of('report', ['student_id']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ unconfirmed_codes('cells', 'layout', 'codes', 'options') }}
    union all
    {{ cleared_values('cells', 'sent', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}

)

select
    'dem' as export_name,
    *
from final
