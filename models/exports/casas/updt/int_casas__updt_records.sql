-- Grain: one row per learner, instructional program and update date, as UPDT would send it.

{#- The columns of UPDT that hold items. -#}
{%- set item_types = [
    'learner_results_education', 'learner_results_work', 'learner_results_personal_family',
    'learner_results_community', 'services_career', 'services_training', 'services_supportive',
    'services_transition', 'services_vocational_rehab',
] %}

with

updt_groups as (

    select * from {{ ref('int_casas__updt_groups') }}

),

items as (

    select * from {{ ref('int_programs__update_items') }}

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

-- The same item of two updates of a row counts once.
distinct_items as (

    select
        updt_groups.row_number_of_file,
        items.item_type,
        items.state_code,
        min(items.list_order) as list_order
    from updt_groups
    inner join items on updt_groups.update_id = items.update_id
    where items.state_code is not null
    group by updt_groups.row_number_of_file, items.item_type, items.state_code

),

joined_items as (

    select
        distinct_items.row_number_of_file,
        {%- for item_type in item_types %}
        {{ joined_codes(
            'distinct_items.state_code', 'distinct_items.list_order',
            'options.casas_multi_value_delimiter', "distinct_items.item_type = '" ~ item_type ~ "'"
        ) }} as {{ item_type }},
        {%- endfor %}
        true as has_items
    from distinct_items
    cross join options
    group by distinct_items.row_number_of_file

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
        min(record_id) as record_id,
        bool_or(passes_course_group) as passes_course_group,
        bool_or(program_code is null) as is_service_alone,
        -- Mapping of UPDT 6: blank when the merged updates differ.
        case when count(distinct coalesce(class_id, '')) = 1 then min(class_id) end as class_id
    from updt_groups
    group by row_number_of_file, student_id, instructional_program, is_excluded, is_reported

),

final as (

    select
        'updt' as export_name,
        merged.record_id,
        {{ key_text([
            'coalesce(students.casas_student_id, merged.student_id)',
            'merged.instructional_program',
            casas_date('merged.update_date'),
        ]) }} as record_key,
        merged.student_id as subject_key,

        -- fields of the layout
        options.agency as agency_id,
        merged.casas_site_id as site_id,
        options.program_year,
        students.casas_student_id as student_id,
        merged.update_date,
        classes.class_code as class_id,
        classes.extended_class_code as extended_class_id,
        merged.instructional_program,
        joined_items.learner_results_education,
        joined_items.learner_results_work,
        joined_items.learner_results_personal_family,
        joined_items.learner_results_community,
        joined_items.services_career,
        joined_items.services_training,
        joined_items.services_supportive,
        joined_items.services_transition,
        joined_items.services_vocational_rehab,

        -- facts for selection and rules
        coalesce(joined_items.has_items, false) as has_items,
        students.student_id is null as is_student_missing,
        coalesce(students.is_excluded, false) as is_student_excluded,
        merged.is_excluded as is_site_excluded,
        merged.is_reported as is_in_date_range,
        merged.passes_course_group
        or (merged.is_service_alone and enrolled_in_group.student_id is not null)
            as passes_course_group,
        options.casas_only_with_attendance and not coalesce(learners.has_attendance, false)
            as is_without_attendance
    from merged
    cross join options
    left join joined_items on merged.row_number_of_file = joined_items.row_number_of_file
    left join classes on merged.class_id = classes.class_id
    left join students on merged.student_id = students.student_id
    left join learners on merged.student_id = learners.student_id
    left join enrolled_in_group on merged.student_id = enrolled_in_group.student_id

)

select * from final
