-- Grain: one row per effective enrollment span: how it lies among the student's other spans.

with

spans as (

    select * from {{ ref('int_enrollments__spans') }}
    where is_effective

),

duplicates as (

    select * from {{ ref('int_students__duplicates') }}

),

graduate_codes as (

    select * from {{ ref('code_roles') }}
    where role = 'graduate'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Primary = status 10, or status 30 for longer than 30 days (SENR0027, SENR0028). An open span has
-- lasted to the as-of date: were it endless, none could stand beside a primary one (SENR0185).
-- Students with one SSID are one student at the state.
marked as (

    select
        spans.enrollment_id,
        coalesce(duplicates.person_id, spans.student_id) as person_id,
        spans.org_id,
        spans.reporting_lea,
        spans.entry_date,
        {{ end_or_open('spans.exit_date') }} as last_date,
        -- A span whose exit is planned is open, as the file has it (mapping of 1.25).
        {{ end_or_open(
            'case when spans.exit_date <= options.as_of_date then spans.exit_date end'
        ) }} as reported_last_date,
        spans.exit_reason_code,
        coalesce(
            spans.enrollment_status_code = '10'
            or (
                spans.enrollment_status_code = '30'
                and {{ days_between(
                    'spans.entry_date', 'coalesce(spans.exit_date, options.as_of_date)'
                ) }} > 30
            ),
            false
        ) as is_primary,
        graduate_codes.code is not null as is_graduation
    from spans
    cross join options
    left join duplicates on spans.student_id = duplicates.student_id
    left join graduate_codes on spans.completion_status_code = graduate_codes.code

),

-- In the LEA. A span overlaps another when an earlier one ends on or after its start, or a later
-- one starts on or before its end; the running maximum sees all earlier spans in one pass.
neighbors as (

    select
        enrollment_id,
        entry_date,
        last_date,
        exit_reason_code,
        is_primary,
        is_graduation,
        max(case when is_primary then last_date end) over earlier as earlier_primary_end,
        min(case when is_primary then entry_date end) over later as later_primary_start,
        max(last_date) over earlier_at_school as earlier_end_at_school,
        min(entry_date) over later_at_school as later_start_at_school,
        max(case when is_graduation then last_date end) over earlier as earlier_graduation,
        count(case when is_graduation then enrollment_id end) over (
            partition by person_id, reporting_lea
        ) as graduations
    from marked
    window
        earlier as (
            partition by person_id, reporting_lea
            order by entry_date nulls last, enrollment_id nulls last
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by person_id, reporting_lea
            order by entry_date nulls last, enrollment_id nulls last
            rows between 1 following and unbounded following
        ),
        earlier_at_school as (
            partition by person_id, org_id
            order by entry_date nulls last, enrollment_id nulls last
            rows between unbounded preceding and 1 preceding
        ),
        later_at_school as (
            partition by person_id, org_id
            order by entry_date nulls last, enrollment_id nulls last
            rows between 1 following and unbounded following
        )

),

-- At whatever LEA this agency knows. Of the primary spans that start no later the longest decides;
-- those that start later overlap when the first of them does.
other_primaries as (

    select
        enrollment_id,
        entry_date,
        last_date,
        reported_last_date,
        greatest(
            max(case when is_primary then reported_last_date end) over earlier,
            max(case when is_primary then reported_last_date end) over later_that_day
        ) as reported_primary_end,
        greatest(
            max(case when is_primary then last_date end) over earlier,
            max(case when is_primary then last_date end) over later_that_day
        ) as primary_end,
        least(
            min(case when is_primary then entry_date end) over later,
            min(case when is_primary then entry_date end) over earlier_that_day
        ) as primary_start,
        count(case when is_primary then enrollment_id end) over (
            partition by person_id, entry_date
        ) as starts_anywhere,
        count(case when is_primary then enrollment_id end) over (
            partition by person_id, entry_date, org_id
        ) as starts_at_school
    from marked
    window
        earlier as (
            partition by person_id
            order by entry_date nulls last, enrollment_id nulls last
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by person_id
            order by entry_date nulls last, enrollment_id nulls last
            rows between 1 following and unbounded following
        ),
        earlier_that_day as (
            partition by person_id, entry_date
            order by enrollment_id nulls last
            rows between unbounded preceding and 1 preceding
        ),
        later_that_day as (
            partition by person_id, entry_date
            order by enrollment_id nulls last
            rows between 1 following and unbounded following
        )

),

final as (

    select
        neighbors.enrollment_id,
        neighbors.is_primary,
        neighbors.is_primary
        and coalesce(
            neighbors.earlier_primary_end >= neighbors.entry_date
            or neighbors.later_primary_start <= neighbors.last_date,
            false
        ) as overlaps_primary,
        coalesce(
            neighbors.earlier_end_at_school >= neighbors.entry_date
            or neighbors.later_start_at_school <= neighbors.last_date,
            false
        ) as overlaps_at_school,
        coalesce(neighbors.earlier_graduation < neighbors.entry_date, false) as follows_graduation,
        neighbors.is_graduation and neighbors.graduations > 1 as repeats_graduation,
        -- After a mid-year update the next row at the school starts at most one day later.
        neighbors.exit_reason_code = 'E150'
        and coalesce(neighbors.later_start_at_school > neighbors.last_date + 1, false)
            as has_gap_after_update,
        coalesce(
            other_primaries.reported_primary_end >= other_primaries.reported_last_date, false
        ) as is_inside_primary,
        other_primaries.starts_anywhere > other_primaries.starts_at_school
            as starts_with_primary_elsewhere,
        coalesce(
            other_primaries.primary_end >= other_primaries.entry_date
            or other_primaries.primary_start <= other_primaries.last_date,
            false
        ) as overlaps_another_primary
    from neighbors
    inner join other_primaries on neighbors.enrollment_id = other_primaries.enrollment_id

)

select * from final
