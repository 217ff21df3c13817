-- Grain: one row per problem of the DEM file.

with

{{ casas_findings(
    'dem', ref('rpt_casas__dem'), ref('int_students__dem_candidates'),
    ['student_id']
) }}

select
    'dem' as export_name,
    *
from final
