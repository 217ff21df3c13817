-- Grain: one row per problem of the SPS file.

with

report as (

    select * from {{ ref('rpt_casas__sps') }}

),

candidates as (

    select * from {{ ref('int_programs__sps_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

orphans as (

    select * from {{ ref('int_reporting__casas_orphans') }}
    where export_name = 'sps'

),

gaps as (

    select * from {{ ref('int_programs__sps_gaps') }}

),

sent as (

    select * from {{ ref('int_submissions__casas_sent_cells') }}
    where export_name = 'sps'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'sps'

),

codes as (

    select * from {{ ref('codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

cells as (

    {{ cells_of('report', ['student_id', 'instructional_program']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ unconfirmed_codes('cells', 'layout', 'codes', 'options') }}
    union all
    {{ cleared_values('cells', 'sent', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from gaps
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from orphans

)

select
    'sps' as export_name,
    *
from final
