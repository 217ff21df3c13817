-- Grain: one row per problem of the CAST student groups file.

with

report as (

    select * from {{ ref('rpt_cast__student_groups') }}

),

candidates as (

    select * from {{ ref('int_assessments__cast_student_groups_candidates') }}

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'cast_student_groups'

),

cells as (

    {{ cells_of('report', ['demographic_id']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}

)

select
    'cast_student_groups' as export_name,
    *
from final
