-- Grain: one row per learner and class of the program year, as SCS would tell it.

with

statuses as (

    select * from {{ ref('int_classes__class_statuses') }}

),

classes as (

    select * from {{ ref('int_classes__of_agency') }}

),

learners as (

    select * from {{ ref('int_students__adult_learners') }}

),

students as (

    select * from {{ ref('int_students__casas_identity') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        concat_ws(
            '|',
            coalesce(students.casas_student_id, statuses.student_id),
            coalesce(classes.class_code, statuses.class_id),
            classes.extended_class_code
        ) as record_key,
        statuses.student_id as subject_key,
        statuses.class_id as class_key,
        options.agency as agency_id,
        classes.casas_site_id as site_id,
        options.program_year,
        students.casas_student_id as student_id,
        classes.class_code as class_id,
        classes.extended_class_code as extended_class_id,
        statuses.class_status,
        statuses.entry_date as class_entry_date,
        statuses.class_exit_date,
        students.student_id is null as is_student_missing,
        coalesce(students.is_excluded, false) as is_student_excluded,
        statuses.is_excluded as is_place_excluded,
        statuses.overlaps_date_range,
        statuses.passes_course_group,
        options.casas_only_with_attendance and not coalesce(learners.has_attendance, false)
            as is_without_attendance,
        {{ joined_hits(['statuses.status_hits', hits([
            hit('attendance_after_exit', 'class_exit_date',
                'cast(statuses.last_attendance_date as varchar)',
                when='statuses.class_exit_date is not null '
                ~ 'and statuses.last_attendance_date > statuses.closed_date'),
        ])]) }} as hits
    from statuses
    inner join classes on statuses.class_id = classes.class_id
    cross join options
    left join students on statuses.student_id = students.student_id
    left join learners on statuses.student_id = learners.student_id

)

select * from final
