-- Grain: one row per learner and instructional program with updates: how it stands to date.

with

updates as (

    select * from {{ ref('int_programs__updates') }}
    where
        is_to_date
        and not is_excluded
        and instructional_program is not null

),

options as (

    select * from {{ ref('run_options') }}

),

-- SPS-6: the latest update with a value supplies it, by setting the earliest; the value counts
-- before translation.
ordered as (

    select
        updates.*,
        options.sps_conflicting_values,
        row_number() over (
            partition by updates.student_id, updates.instructional_program
            order by updates.update_date desc, updates.update_id desc
        ) * case options.sps_conflicting_values when 'earliest' then -1 else 1 end as choice_order
    from updates
    cross join options

),

ranked as (

    select
        *,
        row_number() over (
            partition by student_id, instructional_program, progress_code is null
            order by choice_order
        ) = 1 and progress_code is not null as supplies_progress,
        row_number() over (
            partition by student_id, instructional_program, exit_reason_code is null
            order by choice_order
        ) = 1 and exit_reason_code is not null as supplies_reason,
        -- Two local codes of one state code agree; one without state code agrees with itself.
        coalesce(program_status, lower(program_status_code)) as compared_status,
        coalesce(progress, lower(progress_code)) as compared_progress,
        coalesce(reason_for_exiting, lower(exit_reason_code)) as compared_reason
    from ordered

),

combined as (

    select
        student_id,
        instructional_program,
        min(sps_conflicting_values) as sps_conflicting_values,
        -- SPS-4, SPS-5: Retained wins, whatever the other updates say; no other status is sent.
        max(program_status) filter (where is_retained) as program_status,
        max(progress) filter (where supplies_progress) as progress,
        max(reason_for_exiting) filter (where supplies_reason) as reason_for_exiting,
        count(distinct compared_status) > 1 as has_status_conflict,
        count(distinct compared_progress) > 1 as has_progress_conflict,
        count(distinct compared_reason) > 1 as has_reason_conflict,
        max(progress_code) filter (where supplies_progress) as progress_code,
        max(progress_finding) filter (where supplies_progress) as progress_finding,
        max(exit_reason_code) filter (where supplies_reason) as exit_reason_code,
        max(reason_for_exiting_finding) filter (where supplies_reason)
            as reason_for_exiting_finding
    from ranked
    group by student_id, instructional_program

),

final as (

    select
        student_id,
        instructional_program,
        program_status,
        -- SPS-6 by setting: what the updates disagree on stays blank.
        case when sps_conflicting_values <> 'blank' or not has_progress_conflict then progress end
            as progress,
        case
            when sps_conflicting_values <> 'blank' or not has_reason_conflict
                then reason_for_exiting
        end as reason_for_exiting,
        progress as supplied_progress,
        reason_for_exiting as supplied_reason_for_exiting,
        progress_code,
        progress_finding,
        exit_reason_code,
        reason_for_exiting_finding,
        has_status_conflict,
        has_progress_conflict,
        has_reason_conflict
    from combined

)

select * from final
