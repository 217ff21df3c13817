-- Grain: one row per learner and instructional program (null: none) of the learner's classes.

with

enrollments as (

    select * from {{ ref('int_classes__enrollments_of_year') }}

),

programs as (

    select * from {{ ref('int_classes__programs') }}

),

attendance as (

    select * from {{ ref('int_classes__attendance') }}

),

-- Of the learner, not of the program: another program's class lets the row pass (definition D18).
learners as (

    select
        student_id,
        bool_or(passes_course_group) as passes_course_group
    from enrollments
    group by student_id

),

-- A class in two programs counts for both (SPS-9); one in none stands under the null program.
-- What a place kept out of state files says is blank here (settled reading).
facts as (

    select
        enrollments.student_id,
        programs.instructional_program,
        programs.code_finding,
        enrollments.is_excluded,
        enrollments.enrollment_date,
        enrollments.casas_site_id,
        enrollments.instructional_level_code,
        not enrollments.is_excluded and enrollments.overlaps_date_range as overlaps_date_range,
        case when not enrollments.is_excluded then enrollments.class_start_date end
            as class_start_date,
        case when not enrollments.is_excluded then attendance.last_attendance_date end
            as last_attendance_date,
        row_number() over (
            partition by enrollments.student_id, programs.instructional_program
            order by
                enrollments.is_excluded asc,
                enrollments.enrollment_date desc,
                enrollments.class_id desc
        ) = 1 and not enrollments.is_excluded as is_latest
    from enrollments
    left join programs on enrollments.class_id = programs.class_id
    left join attendance
        on
            enrollments.class_id = attendance.class_id
            and enrollments.student_id = attendance.student_id

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
            max(facts.enrollment_date) filter (where facts.is_latest)
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
