-- Grain: one row per enrollment span at a known organisation, with its state codes and verdicts.

with

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

no_show_codes as (

    select * from {{ ref('code_roles') }}
    where role = 'no_show'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Code dates: entry_date for what holds from the start, exit_date for the exit facts.
coded as (

    select
        enrollments.enrollment_id,
        enrollments.student_id,
        enrollments.org_id,
        enrollments.entry_date,
        enrollments.exit_date,
        statuses.state_code as enrollment_status_code,
        grades.state_code as grade_level_code,
        transfers.state_code as transfer_code,
        exits.state_code as exit_reason_code,
        completions.state_code as completion_status_code,
        no_show_codes.code is not null
        and coalesce(exits.code_finding, '') <> 'GERR0007' as has_no_show_code,
        {{ code_finding('statuses', 'enrollments.enrollment_type_code') }}
            as enrollment_status_code_finding,
        {{ code_finding('grades', 'enrollments.grade_code') }} as grade_level_code_finding,
        {{ code_finding('transfers', 'enrollments.transfer_code') }} as transfer_code_finding,
        {{ code_finding('exits', 'enrollments.exit_code') }} as exit_reason_code_finding,
        {{ code_finding('completions', 'enrollments.completion_code') }}
            as completion_status_code_finding
    from enrollments
    left join state_codes as statuses
        on {{ code_matches('statuses', 'calpads.enrollment_status',
                           'enrollments.enrollment_type_code', 'enrollments.entry_date') }}
    left join state_codes as grades
        on {{ code_matches('grades', 'calpads.grade_level',
                           'enrollments.grade_code', 'enrollments.entry_date') }}
    left join state_codes as transfers
        on {{ code_matches('transfers', 'calpads.student_school_transfer',
                           'enrollments.transfer_code', 'enrollments.entry_date') }}
    left join state_codes as exits
        on {{ code_matches('exits', 'calpads.student_exit_category',
                           'enrollments.exit_code', 'enrollments.exit_date') }}
    left join state_codes as completions
        on {{ code_matches('completions', 'calpads.school_completion_status',
                           'enrollments.completion_code', 'enrollments.exit_date') }}
    left join no_show_codes on exits.state_code = no_show_codes.code

),

judged as (

    select
        coded.*,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        orgs.is_excluded as is_org_excluded,
        coalesce(enrollments.exclude_from_state_reporting, false) as is_span_excluded,
        orgs.is_in_scope,
        orgs.reporting_lea,
        -- An exit earlier than the day before the entry is an invalid span (definition D4).
        coded.entry_date is not null
        and coalesce(coded.exit_date >= coded.entry_date - 1, true) as has_valid_dates,
        -- Definition D4: left the day before, or on the first day with a no-show code.
        coalesce(
            coded.exit_date = coded.entry_date - 1
            or (coded.has_no_show_code and coded.exit_date = coded.entry_date),
            false
        ) as is_no_show
    from coded
    inner join enrollments on coded.enrollment_id = enrollments.enrollment_id
    inner join orgs on coded.org_id = orgs.org_id
    left join students on coded.student_id = students.student_id

),

effective as (

    select
        *,
        has_valid_dates
        and not (
            is_student_missing
            or is_student_excluded
            or is_org_excluded
            or is_span_excluded
            or is_no_show
        ) as is_effective
    from judged

),

final as (

    select
        effective.*,
        -- Definition D5: what may prove that a student is enrolled.
        effective.is_in_scope and effective.is_effective as is_counting,
        -- Definition D7; a null entry is an open start (settled reading), so the row is a
        -- candidate and gets its reason.
        case
            when effective.is_no_show
                then
                    effective.entry_date between options.year_start_date and options.year_end_date
            else
                {{ spans_overlap(
                    'effective.entry_date', 'effective.exit_date',
                    'options.year_start_date', 'options.year_end_date'
                ) }}
        end as touches_year
    from effective
    cross join options

)

select * from final
