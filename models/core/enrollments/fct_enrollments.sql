-- Grain: one row per enrollment span at a known organization, in state codes.

with

spans as (

    select * from {{ ref('int_enrollments__spans') }}

),

final as (

    select
        enrollment_id,
        student_id,
        org_id,
        reporting_lea,
        enrollment_status_code,
        grade_level_code,
        transfer_code,
        exit_reason_code,
        completion_status_code,
        has_valid_dates,
        is_no_show,
        is_effective,
        entry_date,
        exit_date
    from spans

)

select * from final
