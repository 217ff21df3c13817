-- Grain: one row per effective enrollment span: how it lies among the student's spans in the LEA.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_effective

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
marked as (

    select
        spans.enrollment_id,
        spans.student_id,
        spans.org_id,
        spans.reporting_lea,
        spans.entry_date,
        {{ end_or_open('spans.exit_date') }} as last_date,
        spans.enrollment_status_code,
        spans.exit_reason_code,
        coalesce(
            spans.enrollment_status_code = '10'
            or (
                spans.enrollment_status_code = '30'
                and coalesce(spans.exit_date, options.as_of_date) - spans.entry_date > 30
            ),
            false
        ) as is_primary,
        graduate_codes.code is not null as is_graduation
    from spans
    cross join options
    left join graduate_codes on spans.completion_status_code = graduate_codes.code

),

-- A span overlaps another when an earlier one ends on or after its start, or a later one starts on
-- or before its end; the running maximum sees all earlier spans in one pass.
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
        count(*) filter (where is_graduation) over (
            partition by student_id, reporting_lea
        ) as graduations
    from marked
    window
        earlier as (
            partition by student_id, reporting_lea
            order by entry_date, enrollment_id
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by student_id, reporting_lea
            order by entry_date, enrollment_id
            rows between 1 following and unbounded following
        ),
        earlier_at_school as (
            partition by student_id, org_id
            order by entry_date, enrollment_id
            rows between unbounded preceding and 1 preceding
        ),
        later_at_school as (
            partition by student_id, org_id
            order by entry_date, enrollment_id
            rows between 1 following and unbounded following
        )

),

final as (

    select
        enrollment_id,
        is_primary,
        is_primary
        and coalesce(
            earlier_primary_end >= entry_date or later_primary_start <= last_date, false
        ) as overlaps_primary,
        coalesce(
            earlier_end_at_school >= entry_date or later_start_at_school <= last_date, false
        ) as overlaps_at_school,
        coalesce(earlier_graduation < entry_date, false) as follows_graduation,
        is_graduation and graduations > 1 as repeats_graduation,
        -- After a mid-year update the next row at the school starts at most one day later.
        exit_reason_code = 'E150'
        and coalesce(later_start_at_school > last_date + 1, false) as has_gap_after_update,
        case
            when later_primary_start > last_date + 1 and is_primary
                then later_primary_start - last_date - 1
        end as days_to_next_primary
    from neighbors

)

select * from final
