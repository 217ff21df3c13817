-- Grain: one row per student considered truant at a school in scope (definition D14).

with

attendance_days as (

    select * from {{ ref('stg_sis__attendance_days') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}
    where is_in_scope

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('truant_all_day', 'truant_any_time')

),

options as (

    select * from {{ ref('run_options') }}

),

-- Full days without excuse and tardies that count for truancy, each day once.
occurrences as (

    select
        attendance_days.student_id,
        attendance_days.org_id,
        attendance_days.attendance_date
    from attendance_days
    inner join orgs on attendance_days.org_id = orgs.org_id
    cross join options
    inner join state_codes as categories
        on {{ code_matches('categories', 'sis.attendance_category',
                           'attendance_days.attendance_code', 'attendance_days.attendance_date') }}
    inner join roles on categories.state_code = roles.code
    where
        attendance_days.attendance_date
        between options.year_start_date and least(options.as_of_date, options.year_end_date)
        and (roles.role = 'truant_any_time' or coalesce(attendance_days.day_portion, 1) = 1)
    group by
        attendance_days.student_id,
        attendance_days.org_id,
        attendance_days.attendance_date

),

counted as (

    select
        *,
        row_number() over (
            partition by student_id, org_id
            order by attendance_date
        ) as occurrence
    from occurrences

),

-- The earliest truant-on date of the student, then the lowest org_id.
ranked as (

    select
        counted.student_id,
        counted.org_id,
        counted.attendance_date as truant_date,
        row_number() over (
            partition by counted.student_id
            order by counted.attendance_date, counted.org_id
        ) as place
    from counted
    cross join options
    where counted.occurrence = options.truancy_occurrences

),

final as (

    select
        student_id,
        org_id,
        truant_date
    from ranked
    where place = 1

)

select * from final
