-- Grain: one row per problem of the ENTR file.

with

orphans as (

    select * from {{ ref('int_reporting__casas_orphans') }}
    where export_name = 'entr'

),

{{ casas_findings(
    'entr', ref('rpt_casas__entr'), ref('int_classes__entr_candidates'),
    ['student_id', 'class_id', 'extended_class_id'],
    ['orphans']
) }}

select
    'entr' as export_name,
    *
from final
