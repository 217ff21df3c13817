-- Grain: one row per student and school with attendance rows inside a span that STAS counts: the
-- days of each kind.

with

days as (

    select * from {{ ref('int_calpads__stas_days') }}
    where is_inside_span

),

-- Definition D24 gives the share of a row. One that could not be read makes the sums unknown.
by_day as (

    select
        student_id,
        org_id,
        coalesce(sum(day_share) filter (where category = 'suspension_out'), 0) as suspended_out,
        coalesce(sum(day_share) filter (where category = 'suspension_in'), 0) as suspended_in,
        coalesce(sum(day_share) filter (where category = 'excused'), 0) as excused,
        coalesce(sum(day_share) filter (where category = 'unexcused'), 0) as unexcused,
        coalesce(sum(day_share) filter (where category = 'study_non_ada'), 0) as study_non_ada,
        coalesce(sum(day_share) filter (where category = 'study_ada'), 0) as study_ada,
        coalesce(bool_or(
            (day_share is null or attendance_date is null)
            and category in (
                'suspension_out', 'suspension_in', 'excused', 'unexcused',
                'study_non_ada', 'study_ada'
            )
        ), false) as is_unread
    from days
    where is_expected or attendance_date is null
    group by student_id, org_id, attendance_date

),

-- Mapping of 13.17 to 13.22: at most 1 per day over all categories. Which of them are cut is not
-- said: here they fill the day in the order of the fields.
running as (

    select
        *,
        suspended_out + suspended_in as after_suspensions,
        suspended_out + suspended_in + excused as after_excused,
        suspended_out + suspended_in + excused + unexcused as after_unexcused,
        suspended_out + suspended_in + excused + unexcused + study_non_ada as after_study_non_ada,
        suspended_out + suspended_in + excused + unexcused + study_non_ada + study_ada
            as whole_day
    from by_day

),

summed as (

    select
        student_id,
        org_id,
        sum(least(suspended_out, 1)) as suspended_out,
        sum(least(after_suspensions, 1) - least(suspended_out, 1)) as suspended_in,
        sum(least(after_excused, 1) - least(after_suspensions, 1)) as excused,
        sum(least(after_unexcused, 1) - least(after_excused, 1)) as unexcused,
        sum(least(after_study_non_ada, 1) - least(after_unexcused, 1)) as study_non_ada,
        sum(least(whole_day, 1) - least(after_study_non_ada, 1)) as study_ada,
        sum(least(whole_day, 1)) as not_in_person,
        count(*) filter (where whole_day > 1) as days_over_one,
        bool_or(is_unread) as is_unread
    from running
    group by student_id, org_id

),

-- Mapping of 13.24: recovery counts on any day of the spans, fractions dropped.
recovered as (

    select
        student_id,
        org_id,
        cast(floor(sum(day_share)) as integer) as recovery_days,
        bool_or(day_share is null or attendance_date is null) as is_recovery_unread
    from days
    where category = 'recovery'
    group by student_id, org_id

),

pairs as (

    select
        student_id,
        org_id
    from days
    group by student_id, org_id

),

final as (

    select
        pairs.student_id,
        pairs.org_id,
        cast(coalesce(summed.suspended_out, 0) as decimal(9, 2)) as suspended_out,
        cast(coalesce(summed.suspended_in, 0) as decimal(9, 2)) as suspended_in,
        cast(coalesce(summed.excused, 0) as decimal(9, 2)) as excused,
        cast(coalesce(summed.unexcused, 0) as decimal(9, 2)) as unexcused,
        cast(coalesce(summed.study_non_ada, 0) as decimal(9, 2)) as study_non_ada,
        cast(coalesce(summed.study_ada, 0) as decimal(9, 2)) as study_ada,
        cast(coalesce(summed.not_in_person, 0) as decimal(9, 2)) as not_in_person,
        coalesce(summed.days_over_one, 0) as days_over_one,
        coalesce(summed.is_unread, false) as is_unread,
        coalesce(recovered.recovery_days, 0) as recovery_days,
        coalesce(recovered.is_recovery_unread, false) as is_recovery_unread
    from pairs
    left join summed
        on
            pairs.student_id = summed.student_id
            and pairs.org_id = summed.org_id
    left join recovered
        on
            pairs.student_id = recovered.student_id
            and pairs.org_id = recovered.org_id

)

select * from final
