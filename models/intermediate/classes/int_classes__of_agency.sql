-- Grain: one row per adult class of the agency, with the codes that the adult files show.

with

classes as (

    select * from {{ ref('stg_sis__adult_classes') }}

),

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'course_group'

),

group_codes as (

    select * from {{ ref('int_classes__group_codes') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}
    where is_in_adult_scope

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

chosen_classes as (

    select class_groups.class_id
    from class_groups
    inner join options on lower(class_groups.group_code) = lower(options.course_group)
    group by class_groups.class_id

),

-- A class without first day is open at its start, so that it reaches CLS and is told there.
final as (

    select
        classes.class_id,
        classes.org_id,
        orgs.casas_agency_id,
        orgs.casas_site_id,
        orgs.is_excluded,
        classes.class_code,
        classes.extended_class_code,
        classes.class_title,
        classes.start_date,
        classes.end_date,
        classes.staff_id,
        levels.state_code as instructional_level,
        classes.focus_area,
        classes.meeting_days,
        classes.start_time,
        classes.end_time,
        classes.hours_per_week,
        coalesce(classes.is_distance_learning, false) as is_distance_learning,
        group_codes.instructional_program,
        group_codes.special_programs,
        {{ spans_overlap(
            "coalesce(classes.start_date, cast('0001-01-01' as date))", 'classes.end_date',
            'options.program_start_date', 'options.program_end_date'
        ) }} as touches_year,
        coalesce(
            {{ spans_overlap('classes.start_date', 'classes.end_date',
                             'options.program_range_start_date',
                             'options.program_range_end_date') }},
            false
        ) as overlaps_date_range,
        -- Definition D18, for one class; without a filter every class passes.
        options.course_group is null or chosen_classes.class_id is not null
            as passes_course_group,
        coalesce(group_codes.group_hits, {{ hits([]) }}) as group_hits,
        {{ hits([
            code_hits('levels', 'instructional_level', 'classes.instructional_level_code'),
        ]) }} as level_hits
    from classes
    inner join orgs on classes.org_id = orgs.org_id
    cross join options
    left join group_codes on classes.class_id = group_codes.class_id
    left join chosen_classes on classes.class_id = chosen_classes.class_id
    left join state_codes as levels
        on {{ code_matches('levels', 'casas.instructional_level',
                           'classes.instructional_level_code', 'options.program_reference_date') }}

)

select * from final
