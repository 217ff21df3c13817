-- Grain: one row per problem of the SCS file.

with

orphans as (

    select * from {{ ref('int_reporting__casas_orphans') }}
    where export_name = 'scs'

),

gaps as (

    select * from {{ ref('int_classes__scs_gaps') }}

),

{{ casas_findings(
    'scs', ref('rpt_casas__scs'), ref('int_classes__scs_candidates'),
    ['student_id', 'class_id', 'extended_class_id'],
    ['orphans', 'gaps']
) }}

select
    'scs' as export_name,
    *
from final
