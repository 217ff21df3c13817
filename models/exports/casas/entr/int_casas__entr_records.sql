-- Grain: one row per learner and class (or learner, by setting), as ENTR would send it.

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

profiles as (

    select * from {{ ref('int_students__adult_profiles') }}

),

students as (

    select * from {{ ref('int_students__casas_identity') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- OWN-8, setting entr_with_class: without class one row per learner. The row shows the latest class
-- that counts; places kept out of state files feed it only when all its classes are at such places.
grouped as (

    select
        statuses.*,
        options.entr_with_class,
        case when options.entr_with_class then statuses.class_id end as shown_class_id,
        not statuses.is_excluded and statuses.overlaps_date_range as is_counting,
        row_number() over (
            partition by
                statuses.student_id, case when options.entr_with_class then statuses.class_id end
            order by
                statuses.is_excluded asc nulls last, statuses.latest_enrollment_date desc,
                statuses.class_id desc
        ) = 1 as is_latest
    from statuses
    cross join options

),

entered as (

    select
        student_id,
        shown_class_id,
        entr_with_class,
        bool_and(is_excluded) as is_excluded,
        bool_or(is_counting) as overlaps_date_range,
        bool_or(passes_course_group and not is_excluded) as passes_course_group,
        min(first_attendance_date) filter (where not is_excluded) as first_attendance_date,
        min(first_enrollment_date) filter (where not is_excluded) as first_enrollment_date,
        max(class_id) filter (where is_latest) as latest_class_id
    from grouped
    group by student_id, shown_class_id, entr_with_class

),

final as (

    select
        'entr' as export_name,
        {{ key_text(['entered.student_id', 'entered.shown_class_id']) }} as record_id,
        {{ key_text([
            'coalesce(students.casas_student_id, entered.student_id)',
            'case when entered.entr_with_class then coalesce(classes.class_code, classes.class_id) end',
            'case when entered.entr_with_class then classes.extended_class_code end',
        ]) }} as record_key,
        entered.student_id as subject_key,

        -- fields of the layout
        options.agency as agency_id,
        classes.casas_site_id as site_id,
        options.program_year,
        students.casas_student_id as student_id,
        -- ENTR-1, ENTR-2: first attendance in the class, or by setting in any class of the year.
        coalesce(
            case options.casas_entry_scope when 'learner' then learners.first_attendance_date end,
            entered.first_attendance_date,
            entered.first_enrollment_date
        ) as entry_date,
        case when entered.entr_with_class then classes.class_code end as class_id,
        case when entered.entr_with_class then classes.extended_class_code end
            as extended_class_id,
        case when entered.entr_with_class then classes.instructional_program end
            as instructional_program,
        classes.instructional_level,
        profiles.labor_force_status,
        profiles.barriers_to_employment,
        profiles.personal_status,
        profiles.special_programs,
        profiles.primary_goal,
        profiles.secondary_goal,

        -- local codes and what is wrong with them; those of groups are int_casas__entr_file_errors
        classes.instructional_level_code as local_instructional_level,
        profiles.labor_force_status_code as local_labor_force_status,
        profiles.primary_goal_code as local_primary_goal,
        profiles.secondary_goal_code as local_secondary_goal,
        classes.instructional_level_finding,
        profiles.labor_force_status_finding,
        profiles.primary_goal_finding,
        profiles.secondary_goal_finding,

        -- facts for selection and rules
        entered.entr_with_class as is_class_shown,
        students.student_id is null as is_student_missing,
        coalesce(students.is_excluded, false) as is_student_excluded,
        entered.is_excluded as is_site_excluded,
        entered.overlaps_date_range,
        entered.passes_course_group,
        options.casas_only_with_attendance and not coalesce(learners.has_attendance, false)
            as is_without_attendance,
        entered.first_attendance_date is null as is_class_unattended
    from entered
    inner join classes on entered.latest_class_id = classes.class_id
    cross join options
    left join students on entered.student_id = students.student_id
    left join learners on entered.student_id = learners.student_id
    left join profiles on entered.student_id = profiles.student_id

)

select * from final
