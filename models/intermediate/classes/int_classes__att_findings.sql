-- Grain: one row per problem of the ATT file.

with

orphans as (

    select * from {{ ref('int_reporting__casas_orphans') }}
    where export_name = 'att'

),

gaps as (

    select * from {{ ref('int_classes__att_gaps') }}

),

{{ casas_findings(
    'att', ref('rpt_casas__att'), ref('int_classes__att_candidates'),
    ['student_id', 'class_id', 'extended_class_id'],
    ['orphans', 'gaps']
) }}

select
    'att' as export_name,
    *
from final
