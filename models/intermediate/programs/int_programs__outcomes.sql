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
placed as (

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
        coalesce(program_status, lower(program_status_code)) as told_status,
        coalesce(progress, lower(progress_code)) as told_progress,
        coalesce(reason_for_exiting, lower(exit_reason_code)) as told_reason
    from placed

),

told as (

    select
        *,
        {{ joined_hits([
            'status_hits',
            'case when supplies_progress then progress_hits else ' ~ hits([]) ~ ' end',
            'case when supplies_reason then reason_hits else ' ~ hits([]) ~ ' end',
        ]) }} as update_hits
    from ranked

),

gathered as (

    select
        student_id,
        instructional_program,
        min(sps_conflicting_values) as sps_conflicting_values,
        -- SPS-4, SPS-5: Retained wins, whatever the other updates say; no other status is sent.
        max(program_status) filter (where is_retained) as program_status,
        max(progress) filter (where supplies_progress) as progress,
        max(reason_for_exiting) filter (where supplies_reason) as reason_for_exiting,
        count(distinct told_status) > 1 as has_status_conflict,
        count(distinct told_progress) > 1 as has_progress_conflict,
        count(distinct told_reason) > 1 as has_reason_conflict,
        {{ gathered_hits('update_hits') }} as update_hits
    from told
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
        {{ joined_hits([
            'update_hits',
            hits([
                hit('SPS-5', 'program_status', 'program_status',
                    when='has_status_conflict and program_status is not null'),
                hit('SPS-6', 'progress', 'progress', when='has_progress_conflict'),
                hit('SPS-6', 'reason_for_exiting', 'reason_for_exiting',
                    when='has_reason_conflict'),
            ]),
        ]) }} as hits
    from gathered

)

select * from final
