-- Grain: one row per enrollment span at a known organization, in state codes.

with

spans as (

    select * from {{ ref('int_enrollments__spans') }}

),

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

final as (

    select
        spans.enrollment_id,
        spans.student_id,
        spans.org_id,
        spans.reporting_lea,
        spans.enrollment_status_code,
        spans.grade_level_code,
        spans.transfer_code,
        spans.exit_reason_code,
        spans.completion_status_code,
        coalesce(enrollments.uc_csu_requirements_met, false) as meets_uc_csu_requirements,
        spans.has_valid_dates,
        spans.is_no_show,
        spans.is_effective,
        spans.entry_date,
        spans.exit_date
    from spans
    inner join enrollments on spans.enrollment_id = enrollments.enrollment_id

)

select * from final
