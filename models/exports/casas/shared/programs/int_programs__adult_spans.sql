-- Grain: one row per learner and instructional program (null: none) of the learner's classes.

with

enrollments as (

    select * from {{ ref('int_classes__program_year_enrollments') }}

),

programs as (

    select
        class_id,
        state_code as instructional_program,
        code_finding
    from {{ ref('int_classes__group_codes') }}
    where column_name = 'instructional_program'

),

attendance as (

    select * from {{ ref('int_classes__attendance') }}

),

dropped_statuses as (

    select * from {{ ref('code_roles') }}
    where role = 'class_dropped'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Of the learner, not of the program: another program's class lets the row pass (definition D18).
learners as (

    select
        student_id,
        bool_or(passes_course_group) as passes_course_group
    from enrollments
    group by student_id

),

-- SPS-7: dropped enrollments and classes begun before July 1 count, unless a setting says no.
counted as (

    select
        enrollments.*,
        not enrollments.is_excluded
        and (options.sps_count_dropped or dropped_statuses.code is null) as gives_dates,
        options.sps_count_earlier_classes
        or enrollments.class_start_date >= options.program_start_date as gives_start
    from enrollments
    cross join options
    left join dropped_statuses on enrollments.class_status = dropped_statuses.code

),

-- A class in two programs counts for both (SPS-9); one in none stands under the null program.
-- What a place kept out of state files says is blank here (settled reading).
facts as (

    select
        counted.student_id,
        programs.instructional_program,
        programs.code_finding,
        counted.is_excluded,
        counted.enrollment_date,
        counted.casas_site_id,
        counted.instructional_level_code,
        not counted.is_excluded and counted.overlaps_date_range as overlaps_date_range,
        counted.gives_dates,
        case when counted.gives_dates and counted.gives_start then counted.class_start_date end
            as class_start_date,
        case when counted.gives_dates then attendance.last_attendance_date end
            as last_attendance_date,
        row_number() over (
            partition by counted.student_id, programs.instructional_program
            order by
                counted.is_excluded asc nulls last,
                counted.enrollment_date desc,
                counted.class_id desc
        ) = 1 and not counted.is_excluded as is_latest
    from counted
    left join programs on counted.class_id = programs.class_id
    left join attendance
        on
            counted.class_id = attendance.class_id
            and counted.student_id = attendance.student_id

),

final as (

    select
        facts.student_id,
        facts.instructional_program,
        -- SPS-2, SPS-7: the date of the class, not of the learner; also before July 1.
        min(facts.class_start_date) as start_date,
        -- SPS-3: the last attendance, else the latest enrollment, which may lie ahead.
        coalesce(
            max(facts.last_attendance_date),
            max(facts.enrollment_date) filter (where facts.gives_dates)
        ) as end_date,
        max(facts.casas_site_id) filter (where facts.is_latest) as casas_site_id,
        max(facts.instructional_level_code) filter (where facts.is_latest)
            as instructional_level_code,
        min(facts.code_finding) as program_code_finding,
        bool_and(facts.is_excluded) as is_excluded,
        bool_or(facts.overlaps_date_range) as overlaps_date_range,
        bool_or(learners.passes_course_group) as passes_course_group
    from facts
    inner join learners on facts.student_id = learners.student_id
    group by facts.student_id, facts.instructional_program

)

select * from final
