-- Grain: one row per student, school and school year of an effective enrollment, with its days.

with

spans as (

    select
        spans.*,
        coalesce(enrollments.track, '') as track
    from {{ ref('int_enrollments__spans') }} as spans
    inner join {{ ref('stg_sis__enrollments') }} as enrollments
        on spans.enrollment_id = enrollments.enrollment_id
    where spans.is_effective

),

school_years as (

    select
        school_year,
        min(calendar_date) as first_day,
        max(calendar_date) as last_day
    from {{ ref('dim_dates') }}
    group by school_year

),

calendar_days as (

    select
        org_id,
        coalesce(track, '') as track,
        calendar_date
    from {{ ref('stg_sis__calendar_days') }}
    where is_instructional

),

attendance as (

    select * from {{ ref('fct_attendance') }}

),

spans_of_years as (

    select
        spans.student_id,
        spans.org_id,
        spans.track,
        spans.enrollment_id,
        spans.grade_level_code,
        school_years.school_year,
        {{ first_wednesday_of_october('school_years.school_year - 1') }} as census_day,
        greatest(spans.entry_date, school_years.first_day) as first_day,
        least({{ end_or_open('spans.exit_date') }}, school_years.last_day) as last_day
    from spans
    inner join school_years
        on {{ spans_overlap('spans.entry_date', 'spans.exit_date',
                            'school_years.first_day', 'school_years.last_day') }}

),

students_of_years as (

    select
        student_id,
        org_id,
        school_year,
        census_day,
        max_by(grade_level_code, cast(first_day as string) || enrollment_id) as grade_level_code,
        bool_or({{ span_covers('first_day', 'last_day', 'census_day') }})
            as is_enrolled_on_census_day,
        min(first_day) as first_day,
        max(last_day) as last_day
    from spans_of_years
    group by student_id, org_id, school_year, census_day

),

-- Days of school of each stretch of days once, however many students share it.
stretches as (

    select
        spans_of_years.org_id,
        spans_of_years.track,
        spans_of_years.first_day,
        spans_of_years.last_day,
        count(*) as days
    from (
        select distinct
            org_id,
            track,
            first_day,
            last_day
        from spans_of_years
    ) as spans_of_years
    inner join calendar_days
        on
            spans_of_years.org_id = calendar_days.org_id
            and spans_of_years.track = calendar_days.track
            and spans_of_years.first_day <= calendar_days.calendar_date
            and spans_of_years.last_day >= calendar_days.calendar_date
    group by
        spans_of_years.org_id, spans_of_years.track, spans_of_years.first_day,
        spans_of_years.last_day

),

-- Two spans of one school may share days only when one of them is wrong; findings say so.
days_enrolled as (

    select
        spans_of_years.student_id,
        spans_of_years.org_id,
        spans_of_years.school_year,
        sum(stretches.days) as days_enrolled
    from spans_of_years
    inner join stretches
        on
            spans_of_years.org_id = stretches.org_id
            and spans_of_years.track = stretches.track
            and spans_of_years.first_day = stretches.first_day
            and spans_of_years.last_day = stretches.last_day
    group by spans_of_years.student_id, spans_of_years.org_id, spans_of_years.school_year

),

-- A share of a day that could not be read makes the sum unknown, not smaller.
days_absent as (

    select
        attendance.student_id,
        attendance.org_id,
        attendance.school_year,
        case
            when bool_and(attendance.absent_share is not null) then sum(attendance.absent_share)
        end as days_absent
    from attendance
    inner join students_of_years
        on
            attendance.student_id = students_of_years.student_id
            and attendance.org_id = students_of_years.org_id
            and attendance.school_year = students_of_years.school_year
            and attendance.attendance_date >= students_of_years.first_day
            and attendance.attendance_date <= students_of_years.last_day
    group by attendance.student_id, attendance.org_id, attendance.school_year

),

-- A school without calendar has no days to be absent from.
final as (

    select
        students_of_years.*,
        days_enrolled.days_enrolled,
        case
            when days_enrolled.days_enrolled is null then null
            when days_absent.student_id is null then 0
            else days_absent.days_absent
        end as days_absent
    from students_of_years
    left join days_enrolled
        on
            students_of_years.student_id = days_enrolled.student_id
            and students_of_years.org_id = days_enrolled.org_id
            and students_of_years.school_year = days_enrolled.school_year
    left join days_absent
        on
            students_of_years.student_id = days_absent.student_id
            and students_of_years.org_id = days_absent.org_id
            and students_of_years.school_year = days_absent.school_year

)

select * from final
