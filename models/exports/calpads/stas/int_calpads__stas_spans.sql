-- Grain: one row per enrollment span whose days STAS counts, with its calendar and its days so far.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting

),

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

calendar as (

    select * from {{ ref('int_calpads__stas_calendar') }}

),

code_roles as (

    select * from {{ ref('code_roles') }}

),

options as (

    select * from {{ ref('run_options') }}

),

tracks as (

    select
        org_id,
        track_key,
        bool_or(is_track_without_name) as is_track_without_name
    from calendar
    group by org_id, track_key

),

-- Selection rules, section 3.18, tests 5 to 7: status 10 or 30, grade TK to 12, which are the
-- grades of order 4 to 17. The range chooses spans; their days count from July 1 on.
final as (

    select
        spans.enrollment_id,
        spans.student_id,
        spans.org_id,
        tracks.track_key,
        coalesce(enrollments.absence_summary_exempt, false) as is_exempt,
        enrollments.attendance_recovery_days,
        {{ is_unread('enrollments', 'attendance_recovery_days') }} as is_recovery_unread,
        count(*) over (partition by spans.student_id, spans.org_id) as spans_of_pair,
        greatest(spans.entry_date, options.year_start_date) as first_date,
        least(
            {{ end_or_open('spans.exit_date') }}, options.year_end_date
        ) as last_date_of_year,
        least(
            {{ end_or_open('spans.exit_date') }},
            options.year_end_date,
            options.end_date,
            options.as_of_date
        ) as last_date
    from spans
    cross join options
    inner join enrollments on spans.enrollment_id = enrollments.enrollment_id
    inner join code_roles as statuses
        on
            spans.enrollment_status_code = statuses.code
            and statuses.role = 'absence_summary'
    inner join code_roles as grades
        on
            spans.grade_level_code = grades.code
            and grades.role = 'grade_order'
            and grades.sort_order between 4 and 17
    left join tracks
        on
            spans.org_id = tracks.org_id
            and case
                when enrollments.track is null then tracks.is_track_without_name
                else enrollments.track = tracks.track_key
            end
    where
        {{ spans_overlap(
            'spans.entry_date', 'spans.exit_date', 'options.start_date', 'options.end_date'
        ) }}

)

select * from final
