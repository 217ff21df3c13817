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

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_adult_scope

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Two groups of one code give it once; the list of the receiver gives the order.
distinct_codes as (

    select
        class_id,
        column_name,
        state_code,
        list_order,
        row_number() over (
            partition by class_id, column_name
            order by list_order nulls last, state_code
        ) as code_order
    from group_codes
    where state_code is not null
    group by class_id, column_name, state_code, list_order

),

-- Mapping of CLS 12: a class of two programs is joined, unless the setting keeps the first alone.
shown_codes as (

    select
        distinct_codes.class_id,
        distinct_codes.list_order,
        options.casas_multi_value_delimiter as delimiter,
        case
            when
                distinct_codes.column_name = 'instructional_program'
                and (options.casas_several_programs = 'joined' or distinct_codes.code_order = 1)
                then distinct_codes.state_code
        end as instructional_program,
        case when distinct_codes.column_name = 'special_programs' then distinct_codes.state_code end
            as special_program
    from distinct_codes
    cross join options

),

joined_codes as (

    select
        class_id,
        {{ joined_codes('instructional_program', 'list_order', 'delimiter') }}
            as instructional_program,
        {{ joined_codes('special_program', 'list_order', 'delimiter') }} as special_programs
    from shown_codes
    group by class_id

),

chosen_classes as (

    select class_groups.class_id
    from class_groups
    inner join options on lower(class_groups.group_code) = lower(options.course_group)
    group by class_groups.class_id

),

-- A class without first day is open at its start, so that it reaches CLS, which excludes it.
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
        classes.instructional_level_code,
        levels.state_code as instructional_level,
        {{ code_finding('levels', 'classes.instructional_level_code') }}
            as instructional_level_finding,
        classes.focus_area,
        classes.meeting_days,
        classes.start_time,
        classes.end_time,
        classes.hours_per_week,
        coalesce(classes.is_distance_learning, false) as is_distance_learning,
        joined_codes.instructional_program,
        joined_codes.special_programs,
        {{ spans_overlap(
            'classes.start_date', 'classes.end_date',
            'options.program_start_date', 'options.program_end_date'
        ) }} as overlaps_program_year,
        -- Selection 3.20, test 2: a class without first day lies outside every range.
        classes.start_date is not null
        and {{ spans_overlap('classes.start_date', 'classes.end_date',
                             'options.program_range_start_date',
                             'options.program_range_end_date') }} as overlaps_date_range,
        -- Definition D18, for one class; without a filter every class passes.
        options.course_group is null or chosen_classes.class_id is not null
            as passes_course_group
    from classes
    inner join orgs on classes.org_id = orgs.org_id
    cross join options
    left join joined_codes on classes.class_id = joined_codes.class_id
    left join chosen_classes on classes.class_id = chosen_classes.class_id
    left join state_codes as levels
        on {{ code_matches('levels', 'casas.instructional_level',
                           'classes.instructional_level_code', 'options.program_reference_date') }}

)

select * from final
