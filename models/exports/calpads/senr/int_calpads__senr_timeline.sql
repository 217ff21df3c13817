-- Grain: one row per enrollment of SENR with something odd before, after or beside it; one boolean
-- per rule.

with

enrollments as (

    select * from {{ ref('int_calpads__senr_enrollments') }}

),

timeline as (

    select * from {{ ref('int_enrollments__timeline') }}
    where
        chain_verdict in (
            'update_without_change', 'returned_within_year', 'not_returned', 'left_and_continued'
        )

),

at_other_leas as (

    select * from {{ ref('int_calpads__enrollments_at_other_leas') }}

),

duplicates as (

    select * from {{ ref('int_students__duplicates') }}
    where students_with_ssid is not null

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

state_graduations as (

    select * from {{ ref('int_calpads__state_graduations') }}

),

options as (

    select * from {{ ref('run_options') }}

),

graduates as (

    select
        students.student_id,
        state_graduations.graduation_date
    from students
    inner join state_graduations on students.ssid = state_graduations.ssid

),

-- An exit that the file does not show says nothing.
exits as (

    select
        timeline.enrollment_id,
        timeline.chain_verdict,
        enrollments.enrollment_exit_date as exit_date
    from timeline
    inner join enrollments on timeline.enrollment_id = enrollments.enrollment_id
    where enrollments.enrollment_exit_date is not null

),

final as (

    select
        enrollments.enrollment_id,
        -- SENR0025 (1.22, 1.26): the start follows a graduate exit that the state's extract holds.
        coalesce(enrollments.enrollment_start_date > graduates.graduation_date, false) as senr0025,
        -- SENR0028 (1.22, 1.23): primary beside a primary one at another LEA that is known here.
        at_other_leas.enrollment_id is not null as senr0028,
        -- SENR0037 (1.04, 1.05, 1.22): primary from the same day as one at another LEA.
        coalesce(at_other_leas.starts_on_the_same_day, false) as senr0037,
        -- Code set, E150: it closes a row because a fact of the enrollment changes.
        coalesce(exits.chain_verdict = 'update_without_change', false) as update_without_change,
        -- Code set, E155: the exit of the end of the year, so the next row is of another year.
        coalesce(exits.chain_verdict = 'returned_within_year', false)
            as year_end_exit_within_year,
        -- Code set, E155: the student is expected back; by the next Census Day it shows.
        coalesce(exits.chain_verdict = 'not_returned', false)
        and options.as_of_date
        > {{ first_wednesday_of_october('year(exits.exit_date)') }} as year_end_exit_without_return,
        -- Reading guide of SENR: a change within a school is closed with E150.
        coalesce(exits.chain_verdict = 'left_and_continued', false) as exit_though_continued,
        duplicates.student_id is not null as ssid_of_several_students,
        duplicates.other_student_id_with_ssid
    from enrollments
    cross join options
    left join exits on enrollments.enrollment_id = exits.enrollment_id
    left join at_other_leas on enrollments.enrollment_id = at_other_leas.enrollment_id
    left join duplicates on enrollments.student_id = duplicates.student_id
    left join graduates on enrollments.student_id = graduates.student_id
    where
        exits.enrollment_id is not null
        or at_other_leas.enrollment_id is not null
        or duplicates.student_id is not null
        or enrollments.enrollment_start_date > graduates.graduation_date

)

select * from final
