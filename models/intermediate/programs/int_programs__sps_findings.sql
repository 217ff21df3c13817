-- Grain: one row per problem of the SPS file.

with

gaps as (

    select * from {{ ref('int_programs__sps_gaps') }}

),

orphans as (

    select * from {{ ref('int_reporting__casas_orphans') }}
    where export_name = 'sps'

),

{{ casas_findings(
    'sps', ref('rpt_casas__sps'), ref('int_programs__sps_candidates'),
    ['student_id', 'instructional_program'],
    ['gaps', 'orphans']
) }}

select
    'sps' as export_name,
    *
from final
