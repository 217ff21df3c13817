-- Grain: one row per learner, adult class and program year with an enrollment or attendance in it.

with

enrollments as (

    select * from {{ ref('stg_sis__adult_class_enrollments') }}

),

attendance as (

    select * from {{ ref('stg_sis__adult_attendance') }}

),

classes as (

    select * from {{ ref('stg_sis__adult_classes') }}

),

schools as (

    select * from {{ ref('dim_schools') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}
    where role = 'class_ended'

),

-- A day with no minutes is no day of attendance (settled reading of SPS field 7).
attended as (

    select
        class_id,
        student_id,
        {{ school_year_of('attendance_date') }} as school_year,
        min(attendance_date) filter (where minutes > 0) as first_attendance_date,
        max(attendance_date) filter (where minutes > 0) as last_attendance_date,
        cast(sum(minutes) as bigint) as minutes,
        cast(sum(minutes) filter (where is_distance_learning) as bigint) as distance_minutes
    from attendance
    group by class_id, student_id, {{ school_year_of('attendance_date') }}

),

years as (

    select
        class_id,
        student_id,
        {{ school_year_of('enrollment_date') }} as school_year
    from enrollments
    union
    select
        class_id,
        student_id,
        school_year
    from attended

),

-- SCS-1: of several enrollments the latest gives the status, here of those begun by June 30.
ranked as (

    select
        years.class_id,
        years.student_id,
        years.school_year,
        {{ school_year_end('years.school_year') }} as code_date,
        enrollments.enrollment_date,
        enrollments.status_code,
        min(enrollments.enrollment_date) over pair as first_enrollment_date,
        row_number() over (
            partition by years.class_id, years.student_id, years.school_year
            order by enrollments.enrollment_date desc
        ) as recency
    from years
    inner join enrollments
        on
            years.class_id = enrollments.class_id
            and years.student_id = enrollments.student_id
            and years.school_year >= {{ school_year_of('enrollments.enrollment_date') }}
    window pair as (partition by years.class_id, years.student_id, years.school_year)

),

final as (

    select
        ranked.student_id,
        ranked.class_id,
        classes.org_id,
        schools.casas_site_id,
        classes.class_code,
        classes.extended_class_code,
        classes.class_title,
        ranked.status_code as local_status_code,
        statuses.state_code as class_status,
        cast(ranked.school_year as bigint) as school_year,
        coalesce(attended.minutes, 0) as minutes,
        coalesce(attended.distance_minutes, 0) as distance_minutes,
        classes.start_date as class_start_date,
        classes.end_date as class_end_date,
        ranked.first_enrollment_date as enrollment_date,
        -- ENTR-1: the first attendance, also one before the enrollment; else the enrollment.
        coalesce(attended.first_attendance_date, ranked.first_enrollment_date) as entry_date,
        attended.first_attendance_date,
        attended.last_attendance_date,
        -- SCS-4: only of who has finished or left.
        case
            when roles.code is not null
                then coalesce(attended.last_attendance_date, ranked.enrollment_date)
        end as exit_date
    from ranked
    inner join classes on ranked.class_id = classes.class_id
    left join schools on classes.org_id = schools.org_id
    left join attended
        on
            ranked.class_id = attended.class_id
            and ranked.student_id = attended.student_id
            and ranked.school_year = attended.school_year
    left join state_codes as statuses
        on {{ code_matches('statuses', 'casas.class_status', 'ranked.status_code',
                           'ranked.code_date') }}
    left join roles on statuses.state_code = roles.code
    where ranked.recency = 1 and not coalesce(schools.is_excluded, false)

)

select * from final
