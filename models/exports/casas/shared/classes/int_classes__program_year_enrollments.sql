-- Grain: one row per class of the agency, learner and enrollment date that counts for the year.

with

enrollments as (

    select * from {{ ref('stg_sis__adult_class_enrollments') }}

),

classes as (

    select * from {{ ref('stg_sis__adult_classes') }}

),

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'course_group'

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_adult_scope

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

classes_of_chosen_group as (

    select class_groups.class_id
    from class_groups
    inner join options on lower(class_groups.group_code) = lower(options.course_group)
    group by class_groups.class_id

),

spans as (

    select
        enrollments.class_id,
        enrollments.student_id,
        enrollments.enrollment_date,
        enrollments.exit_date,
        enrollments.status_code,
        -- Definition D16: an enrollment that was never closed ends with its class.
        coalesce(enrollments.exit_date, classes.end_date) as last_date,
        classes.org_id,
        classes.start_date as class_start_date,
        classes.end_date as class_end_date,
        classes.instructional_level_code
    from enrollments
    inner join classes on enrollments.class_id = classes.class_id

),

-- Definition D16: whatever its status. The agency is that of the class (definition D17).
final as (

    select
        spans.class_id,
        spans.student_id,
        spans.enrollment_date,
        spans.exit_date,
        spans.status_code,
        statuses.state_code as class_status,
        {{ code_finding('statuses', 'spans.status_code') }} as class_status_finding,
        spans.class_start_date,
        spans.class_end_date,
        spans.instructional_level_code,
        orgs.casas_agency_id,
        orgs.casas_site_id,
        orgs.is_excluded,
        {{ spans_overlap('spans.enrollment_date', 'spans.last_date',
                         'options.program_range_start_date', 'options.program_range_end_date') }}
            as overlaps_date_range,
        -- Definition D18, for one class; without a filter every class passes.
        options.course_group is null or classes_of_chosen_group.class_id is not null
            as passes_course_group
    from spans
    inner join orgs on spans.org_id = orgs.org_id
    cross join options
    left join classes_of_chosen_group on spans.class_id = classes_of_chosen_group.class_id
    left join state_codes as statuses
        on {{ code_matches('statuses', 'casas.class_status',
                           'spans.status_code', 'options.program_reference_date') }}
    where
        {{ spans_overlap('spans.enrollment_date', 'spans.last_date',
                         'options.program_start_date', 'options.program_end_date') }}

)

select * from final
