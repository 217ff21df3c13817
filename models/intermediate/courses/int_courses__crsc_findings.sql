-- Grain: one row per problem of the CRSC file.

with

report as (

    select * from {{ ref('rpt_calpads__crsc') }}

),

course_rows as (

    select * from {{ ref('int_courses__crs_rows') }}
    where export_name = 'crsc'

),

section_staff as (

    select * from {{ ref('int_reporting__section_staff_findings') }}
    where export_name = 'crsc'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'crsc'

),

told as (

    select * from course_rows
    where exclusion_reason is null or exclusion_reason = 'unsafe_value'

),

cells as (

    {{ cells_of('report', ['local_record_id']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('told', ['record_key']) }}
    union all
    {{ left_out_of_replacement('course_rows') }}
    union all
    -- No row can tell these codes, for they keep it out of the file (test 7).
    select
        'all rows' as record_key,
        'unmapped_course' as rule_id,
        'crs_state_course_code' as column_name,
        left(local_state_course_code, 40) as value
    from course_rows
    where exclusion_reason = 'no_state_course_code' and is_state_code_unmapped
    group by left(local_state_course_code, 40)
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from section_staff

)

select
    'crsc' as export_name,
    *
from final
