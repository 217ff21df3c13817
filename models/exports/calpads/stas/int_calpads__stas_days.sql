-- Grain: one row per attendance row of the year so far in scope: its category, and whether the
-- student was expected that day.

with

shares as (

    select * from {{ ref('int_attendance__shares') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

spans as (

    select * from {{ ref('int_calpads__stas_spans') }}

),

calendar as (

    select * from {{ ref('int_calpads__stas_calendar') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- A day that could not be read may be any; its code is looked up on the as-of date.
of_year as (

    select
        shares.*,
        coalesce(shares.attendance_date, options.as_of_date) as code_date
    from shares
    inner join orgs on shares.org_id = orgs.org_id
    cross join options
    where
        shares.attendance_date is null
        or shares.attendance_date
        between options.year_start_date
        and least(options.year_end_date, options.end_date, options.as_of_date)

),

days as (

    select
        student_id,
        org_id,
        attendance_date
    from of_year
    group by student_id, org_id, attendance_date

),

covered as (

    select
        days.student_id,
        days.org_id,
        days.attendance_date,
        bool_or(calendar.calendar_date is not null) as is_expected
    from days
    inner join spans
        on
            days.student_id = spans.student_id
            and days.org_id = spans.org_id
            and coalesce(days.attendance_date between spans.first_date and spans.last_date, true)
    left join calendar
        on
            spans.org_id = calendar.org_id
            and spans.track_key = calendar.track_key
            and days.attendance_date = calendar.calendar_date
    group by days.student_id, days.org_id, days.attendance_date

),

final as (

    select
        of_year.student_id,
        of_year.org_id,
        of_year.attendance_code,
        of_year.day_share,
        categories.state_code as category,
        {{ code_finding('categories', 'of_year.attendance_code') }} as category_finding,
        covered.student_id is not null as is_inside_span,
        coalesce(covered.is_expected, false) as is_expected,
        of_year.attendance_date
    from of_year
    left join covered
        on
            of_year.student_id = covered.student_id
            and of_year.org_id = covered.org_id
            and of_year.attendance_date is not distinct from covered.attendance_date
    left join state_codes as categories
        on {{ code_matches('categories', 'sis.attendance_category', 'of_year.attendance_code',
                           'of_year.code_date') }}

)

select * from final
