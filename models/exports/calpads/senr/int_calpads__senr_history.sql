-- Grain: one row per enrollment span of SENR, with one boolean per rule about history and place.

with

enrollments as (

    select * from {{ ref('int_calpads__senr_enrollments') }}

),

students_history as (

    select * from {{ ref('int_calpads__senr_students') }}

),

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

grades as (

    select * from {{ ref('code_roles') }}
    where role = 'grade_order'

),

options as (

    select * from {{ ref('run_options') }}

),

next_days as (

    select
        student_id,
        org_id,
        entry_date - 1 as exit_date
    from spans
    where is_effective
    group by student_id, org_id, entry_date

),

evaluated as (

    select
        enrollments.*,
        students_history.last_entry_date,
        students_history.graduation_date,
        students_history.first_school_date,
        students_history.first_learner_date,
        next_days.student_id is not null as is_followed_next_day,
        coalesce(enrollments.enrollment_status_code, '') as status,
        coalesce(enrollments.student_exit_reason_code, '') as exit_reason,
        students.us_school_entry_date,
        students.has_disability,
        {{ age_on('students.birth_date', 'options.census_date') }} as age_on_census_date,
        {{ age_on('students.birth_date', 'options.year_reference_date') }} as age,
        students_history.is_learner,
        -- IN TD PS TK KN 01 to 12 AD; either end of the school may be unknown.
        coalesce(grades.sort_order < low_orders.sort_order, false)
        or coalesce(grades.sort_order > high_orders.sort_order, false) as is_outside_school,
        coalesce(parents.org_type = 'county_office', false) as is_of_county_office,
        orgs.charter_funding_code is not null as is_charter,
        options.school_year,
        options.year_start_date
    from enrollments
    cross join options
    inner join spans on enrollments.enrollment_id = spans.enrollment_id
    inner join orgs on spans.org_id = orgs.org_id
    left join orgs as parents on orgs.parent_org_id = parents.org_id
    left join students on enrollments.student_id = students.student_id
    left join students_history on enrollments.student_id = students_history.student_id
    left join next_days
        on
            spans.student_id = next_days.student_id
            and spans.org_id = next_days.org_id
            and enrollments.enrollment_exit_date = next_days.exit_date
    left join grades on enrollments.grade_level_code = grades.code
    left join state_codes as lows
        on {{ code_matches('lows', 'calpads.grade_level', 'orgs.low_grade_code',
                           'spans.entry_date') }}
    left join state_codes as highs
        on {{ code_matches('highs', 'calpads.grade_level', 'orgs.high_grade_code',
                           'spans.entry_date') }}
    left join grades as low_orders on lows.state_code = low_orders.code
    left join grades as high_orders on highs.state_code = high_orders.code

),

final as (

    select
        enrollment_id,
        -- CERT056 (1.27): completion 120 without special education.
        student_school_completion_status = '120' and not has_disability as cert056,
        -- CERT112 (1.22, 1.25): an enrollment of an earlier year has ended by August 15.
        enrollment_start_date < year_start_date
        and status <> '20'
        and {{ end_or_open('enrollment_exit_date') }}
        >= make_date(school_year - 1, 8, 16) as cert112,
        -- CERT114 (1.26): E150 as the latest exit needs a later enrollment.
        exit_reason = 'E150' and coalesce(last_entry_date <= enrollment_exit_date, true) as cert114,
        -- FLASH318 (1.05, 1.30, 1.31): schools of county offices need the district of residence
        -- beside a transfer code other than 5.
        is_of_county_office
        and student_school_transfer_code <> '5'
        and district_of_geographic_residence_code is null as flash318,
        -- SENR0018, guidance (1.22, 1.25): a no-show exits on the day before the start, with a
        -- disability on the start date; without the fact it is not evaluated.
        exit_reason = 'N470'
        and enrollment_exit_date = case
            when has_disability then enrollment_start_date - 1
            when not has_disability then enrollment_start_date
        end as senr0018_guidance,
        -- SENR0269 (1.05, 1.24): the grade lies inside those of the school; students with
        -- disabilities are exempt. From 2025-2026 on it is fatal, so there an unknown disability
        -- has a warning of its own.
        is_outside_school and not coalesce(has_disability, school_year > 2025) as senr0269,
        is_outside_school and has_disability is null and school_year > 2025
            as senr0269_exemption_unknown,
        -- SENR0286E3 (1.05, 1.22, 1.25, 1.26): after E150 a new enrollment at the school begins on
        -- the next day. Without any later enrollment CERT114 is broken.
        exit_reason = 'E150'
        and last_entry_date > enrollment_exit_date
        and not is_followed_next_day as senr0286e3,
        -- SENR0439F1 (1.17, 1.24, 1.34): at 17 in grade 12 with a disability: transition status.
        has_disability
        and grade_level_code = '12'
        and age_on_census_date >= 17
        and adult_age_transition_status is null as senr0439f1,
        -- SENR0586 (1.25 to 1.27): no exit after graduation; status 20 and N470 are left aside.
        enrollment_exit_date > graduation_date and status <> '20' and exit_reason <> 'N470'
            as senr0586,
        -- SENR0587 (1.25, 1.27): no open enrollment after graduation; status 20 is left aside.
        graduation_date is not null and enrollment_exit_date is null and status <> '20'
            as senr0587,
        -- SENR0654F1 (1.22, 2.36): the first US school date is not later than the earliest TK-12
        -- start since 2013-07-01; exits with N420, N430 or N470 are left aside.
        us_school_entry_date > first_school_date and exit_reason not in ('N420', 'N430', 'N470')
            as senr0654f1,
        -- SENR0654E3: the same of English learners, status 50 left aside too.
        is_learner
        and us_school_entry_date > first_learner_date
        and status <> '50'
        and exit_reason not in ('N420', 'N430', 'N470') as senr0654e3,
        -- SENR0719E3 (1.17, 1.34): transition status above the age of 22, charters aside.
        adult_age_transition_status is not null and age > 22 and not is_charter as senr0719e3
    from evaluated

)

select * from final
