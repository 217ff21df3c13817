-- Grain: one row per enrollment.

with

enrollments as (

    select * from {{ source('infinite_campus', 'enrollment') }}

),

calendars as (

    select * from {{ source('infinite_campus', 'calendar') }}

),

-- Infinite Campus, CALPADS SSID Enrollment (SENR): the service type N and what is marked as state
-- excluded is not reported. A no-show leaves the day before the first (contract,
-- enrollments.exit_date); other ends are last days.
final as (

    select
        enrollments.enrollmentid as enrollment_id,
        enrollments.personid as student_id,
        calendars.schoolid as org_id,
        enrollments.startdate as entry_date,
        case
            when {{ to_boolean('enrollments.noshow') }}
                then {{ day_before('enrollments.startdate') }}
            else enrollments.enddate
        end as exit_date,
        enrollments.endstatus as exit_code,
        enrollments.grade as grade_code,
        enrollments.servicetype as enrollment_type_code,
        case
            when
                enrollments.servicetype = 'N'
                or {{ to_boolean('enrollments.stateexclude') }}
                or {{ to_boolean('calendars.exclude') }}
                then 'true'
        end as exclude_from_state_reporting
    from enrollments
    left join calendars on enrollments.calendarid = calendars.calendarid

)

select * from final
