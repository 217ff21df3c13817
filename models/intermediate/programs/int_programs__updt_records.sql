-- Grain: one row per learner, instructional program and update date, as UPDT would tell it.

with

updt_groups as (

    select * from {{ ref('int_programs__updt_groups') }}

),

items as (

    select * from {{ ref('int_programs__updt_items') }}

),

classes as (

    select * from {{ ref('stg_sis__adult_classes') }}

),

learners as (

    select * from {{ ref('int_students__adult_learners') }}

),

enrollments as (

    select * from {{ ref('int_classes__class_statuses') }}
    where passes_course_group and not is_excluded

),

students as (

    select * from {{ ref('int_students__casas_identity') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D18: an update without program passes by a class of the learner.
enrolled_in_group as (

    select student_id from enrollments
    group by student_id

),

merged as (

    select
        row_number_of_file,
        student_id,
        instructional_program,
        is_excluded,
        is_reported,
        max(casas_site_id) filter (where is_latest) as casas_site_id,
        max(update_date) as update_date,
        bool_or(passes_course_group) as passes_course_group,
        bool_or(program_code is null) as is_service_alone,
        -- Mapping of UPDT 6: blank when the merged updates differ.
        case when count(distinct coalesce(class_id, '')) = 1 then min(class_id) end as class_id,
        {{ gathered_hits('program_hits') }} as program_hits
    from updt_groups
    group by row_number_of_file, student_id, instructional_program, is_excluded, is_reported

),

final as (

    select
        concat_ws(
            '|',
            coalesce(students.casas_student_id, merged.student_id),
            merged.instructional_program,
            {{ casas_date('merged.update_date') }}
        ) as record_key,
        merged.student_id as subject_key,
        merged.row_number_of_file,
        options.agency as agency_id,
        merged.casas_site_id as site_id,
        options.program_year,
        students.casas_student_id as student_id,
        merged.update_date,
        classes.class_code as class_id,
        classes.extended_class_code as extended_class_id,
        merged.instructional_program,
        items.learner_results_education,
        items.learner_results_work,
        items.learner_results_personal_family,
        items.learner_results_community,
        items.services_career,
        items.services_training,
        items.services_supportive,
        items.services_transition,
        items.services_vocational_rehab,
        coalesce(items.has_items, false) as has_items,
        students.student_id is null as is_student_missing,
        coalesce(students.is_excluded, false) as is_student_excluded,
        merged.is_excluded as is_place_excluded,
        merged.is_reported as is_in_date_range,
        merged.passes_course_group
        or (merged.is_service_alone and enrolled_in_group.student_id is not null)
            as passes_course_group,
        options.casas_only_with_attendance and not coalesce(learners.has_attendance, false)
            as is_without_attendance,
        {{ joined_hits([
            'merged.program_hits', 'coalesce(items.item_hits, ' ~ hits([]) ~ ')'
        ]) }} as hits
    from merged
    cross join options
    left join items on merged.row_number_of_file = items.row_number_of_file
    left join classes on merged.class_id = classes.class_id
    left join students on merged.student_id = students.student_id
    left join learners on merged.student_id = learners.student_id
    left join enrolled_in_group on merged.student_id = enrolled_in_group.student_id

)

select * from final
