-- Grain: one row per learner and class of the program year, as SCS would send it.

with

statuses as (

    select * from {{ ref('int_classes__class_statuses') }}

),

classes as (

    select * from {{ ref('int_classes__agency_classes') }}

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
        'scs' as export_name,
        {{ key_text(['statuses.student_id', 'statuses.class_id']) }} as record_id,
        {{ key_text([
            'coalesce(students.casas_student_id, statuses.student_id)',
            'coalesce(classes.class_code, statuses.class_id)',
            'classes.extended_class_code',
        ]) }} as record_key,
        statuses.student_id as subject_key,

        -- fields of the layout
        options.agency as agency_id,
        classes.casas_site_id as site_id,
        options.program_year,
        students.casas_student_id as student_id,
        classes.class_code as class_id,
        classes.extended_class_code as extended_class_id,
        statuses.class_status,
        statuses.entry_date as class_entry_date,
        statuses.class_exit_date,

        -- the local code and what is wrong with it
        statuses.status_code as local_class_status,
        statuses.class_status_finding,

        -- facts for selection and rules
        students.student_id is null as is_student_missing,
        coalesce(students.is_excluded, false) as is_student_excluded,
        statuses.is_excluded as is_site_excluded,
        statuses.overlaps_date_range,
        statuses.passes_course_group,
        options.casas_only_with_attendance and not coalesce(learners.has_attendance, false)
            as is_without_attendance,
        statuses.last_attendance_date,
        statuses.closed_date
    from statuses
    inner join classes on statuses.class_id = classes.class_id
    cross join options
    left join students on statuses.student_id = students.student_id
    left join learners on statuses.student_id = learners.student_id

)

select * from final
