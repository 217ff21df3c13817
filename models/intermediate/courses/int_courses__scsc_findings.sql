-- Grain: one row per problem of the SCSC file.

with

report as (

    select * from {{ ref('rpt_calpads__scsc') }}

),

candidates as (

    select * from {{ ref('int_courses__scsc_candidates') }}

),

student_sections as (

    select * from {{ ref('int_reporting__student_section_findings') }}
    where export_name = 'scsc'

),

student_enrollments as (

    select * from {{ ref('int_reporting__student_enrollment_findings') }}
    where export_name = 'scsc'

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'scsc'

),

told as (

    select
        record_key,
        hits
    from candidates
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
    {{ left_out_of_replacement('candidates') }}
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from student_sections
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from student_enrollments

)

select
    'scsc' as export_name,
    *
from final
