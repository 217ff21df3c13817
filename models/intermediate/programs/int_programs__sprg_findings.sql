-- Grain: one row per problem of the SPRG file.

with

report as (

    select * from {{ ref('rpt_calpads__sprg') }}

),

candidates as (

    select * from {{ ref('int_programs__sprg_candidates') }}
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

records as (

    select * from {{ ref('int_programs__sprg_records') }}
    where is_program_unmapped

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'sprg'

),

cells as (

    {{ cells_of('report', ['local_record_id']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}
    union all
    -- No row can tell these codes, for they keep it out of the file (test 4).
    select
        'all rows' as record_key,
        'unmapped_program' as rule_id,
        'education_program_code' as column_name,
        left(local_program_code, 40) as value
    from records
    group by left(local_program_code, 40)

)

select
    'sprg' as export_name,
    *
from final
