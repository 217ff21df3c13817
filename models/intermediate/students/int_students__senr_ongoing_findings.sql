-- Grain: one row per problem of the ongoing SENR file.

with

report as (

    select * from {{ ref('rpt_calpads__senr_ongoing') }}

),

older_report as (

    select * from {{ ref('rpt_calpads__senr_ongoing_v12') }}

),

candidates as (

    select * from {{ ref('int_students__senr_ongoing_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

leavers as (

    select * from {{ ref('int_students__senr_ongoing_leavers') }}

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'senr_ongoing'

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
    union all
    select
        'all rows' as record_key,
        'leavers_left_out' as rule_id,
        'enrollment_exit_date' as column_name,
        cast(students as varchar) as value
    from leavers

)

select
    'senr_ongoing' as export_name,
    *
from final
