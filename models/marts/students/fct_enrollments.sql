-- Grain: one row per enrollment span at a known organisation, in state codes.

with

spans as (

    select * from {{ ref('int_students__enrollment_spans') }}

),

conflicts as (

    select * from {{ ref('int_students__span_conflicts') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        spans.enrollment_id,
        spans.student_id,
        spans.org_id,
        spans.enrollment_status_code,
        spans.grade_level_code,
        spans.transfer_code,
        spans.exit_reason_code,
        spans.completion_status_code,
        conflicts.days_to_next_primary,
        coalesce(conflicts.is_primary, false) as is_primary,
        spans.is_no_show,
        spans.is_counting,
        coalesce(
            spans.is_counting
            and {{ span_covers('spans.entry_date', 'spans.exit_date', 'options.census_date') }},
            false
        ) as is_active_on_census_date,
        coalesce(conflicts.overlaps_primary, false) as overlaps_primary,
        coalesce(conflicts.overlaps_at_school, false) as overlaps_at_school,
        spans.entry_date,
        spans.exit_date
    from spans
    cross join options
    left join conflicts on spans.enrollment_id = conflicts.enrollment_id

)

select * from final
