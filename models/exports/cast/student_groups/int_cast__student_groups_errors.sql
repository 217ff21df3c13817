-- Grain: one row per error of CAST_STUDENT_GROUPS: what the receiver refuses.
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

records as (

    select * from {{ ref('int_cast__student_groups_records') }}

),

selection as (

    select * from {{ ref('int_cast__student_groups_selection') }}

),

rules as (

    select * from {{ ref('int_cast__student_groups_rules') }}

),

catalog as (

    select * from {{ ref('validation_rules') }}

),

rpt_cast__student_groups as (

    select * from {{ ref('rpt_cast__student_groups') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where file_code in ('CAST_STUDENT_GROUPS')

),

cells as (

    select
        'cast_student_groups' as export_name,
        rpt_cast__student_groups_cells.*
    from (
        {{ cells_of('rpt_cast__student_groups', ['demographic_id']) }}
    ) as rpt_cast__student_groups_cells

),

final as (

    {{ unpivot_rules('rules', 'records', 'catalog', 'layout') }}
    union all
    {{ code_errors('records', 'selection') }}
    union all
    {{ unsafe_values('records', 'selection', 'layout') }}
    union all
    {{ layout_errors('cells', 'layout') }}

)

select * from final
