-- Grain: one row per problem of the UPDT file.

with

orphans as (

    select * from {{ ref('int_reporting__casas_orphans') }}
    where export_name = 'updt'

),

gaps as (

    select * from {{ ref('int_programs__updt_gaps') }}

),

{{ casas_findings(
    'updt', ref('rpt_casas__updt'), ref('int_programs__updt_candidates'),
    ['student_id', 'instructional_program', 'update_date'],
    ['orphans', 'gaps']
) }}

select
    'updt' as export_name,
    *
from final
