-- Grain: one row per student and school with a span that STAS counts: the days as the file shows
-- them.

with

expected_days as (

    select * from {{ ref('int_calpads__stas_expected_days') }}

),

absences as (

    select * from {{ ref('int_calpads__stas_absences') }}

),

-- Without attendance rows every expected day was attended. What could not be read has no sum, nor
-- has what is taken from it.
known as (

    select
        expected_days.*,
        coalesce(absences.is_unread, false) as is_absence_unread,
        case
            when expected_days.is_recovery_unread then true
            when expected_days.attendance_recovery_days is not null then false
            else coalesce(absences.is_recovery_unread, false)
        end as is_recovery_sum_unread,
        coalesce(expected_days.attendance_recovery_days, absences.recovery_days, 0)
            as recovery_days,
        coalesce(absences.suspended_out, 0) as suspended_out,
        coalesce(absences.suspended_in, 0) as suspended_in,
        coalesce(absences.excused, 0) as excused,
        coalesce(absences.unexcused, 0) as unexcused,
        coalesce(absences.study_non_ada, 0) as study_non_ada,
        coalesce(absences.study_ada, 0) as study_ada,
        coalesce(absences.not_in_person, 0) as not_in_person,
        coalesce(absences.days_over_one, 0) as days_over_one
    from expected_days
    left join absences
        on
            expected_days.student_id = absences.student_id
            and expected_days.org_id = absences.org_id

),

-- Mapping of 13.13: with the exemption the fields 13.15 to 13.24 are blank.
final as (

    select
        student_id,
        org_id,
        is_exempt,
        has_calendar,
        has_span_without_calendar,
        case when is_exempt then 0 else days_over_one end as days_over_one,
        not is_exempt and expected_days is null as is_expected_unread,
        not is_exempt and is_absence_unread as is_absence_unread,
        not is_exempt and is_recovery_sum_unread as is_recovery_unread,
        case when not is_exempt then cast(expected_days as decimal(9, 2)) end as expected_days,
        case
            when not (is_exempt or is_absence_unread) then
                cast(expected_days - not_in_person as decimal(9, 2))
        end as attended,
        case when not (is_exempt or is_absence_unread) then suspended_out end as suspended_out,
        case when not (is_exempt or is_absence_unread) then suspended_in end as suspended_in,
        case when not (is_exempt or is_absence_unread) then excused end as excused,
        case when not (is_exempt or is_absence_unread) then unexcused end as unexcused,
        case when not (is_exempt or is_absence_unread) then study_non_ada end as study_non_ada,
        case when not (is_exempt or is_absence_unread) then study_ada end as study_ada,
        case when not (is_exempt or is_recovery_sum_unread) then recovery_days end
            as recovery_days
    from known

)

select * from final
