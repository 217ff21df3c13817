-- Grain: one row per problem of the SCS file.

with

report as (

    select * from {{ ref('rpt_casas__scs') }}

),

candidates as (

    select * from {{ ref('int_classes__scs_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

orphans as (

    select * from {{ ref('int_reporting__casas_orphans') }}
    where export_name = 'scs'

),

gaps as (

    select * from {{ ref('int_classes__scs_gaps') }}

),

sent as (

    select * from {{ ref('int_submissions__casas_sent_cells') }}
    where export_name = 'scs'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'scs'

),

codes as (

    select * from {{ ref('codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

cells as (

    {{ cells_of('report', ['student_id', 'class_id', 'extended_class_id']) }}

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
    from orphans
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from gaps

)

select
    'scs' as export_name,
    *
from final
