-- Grain: one row per problem of the CLS file.

with

{{ casas_findings(
    'cls', ref('rpt_casas__cls'), ref('int_classes__cls_candidates'),
    ['class_id', 'extended_class_id']
) }}

select
    'cls' as export_name,
    *
from final
