-- Grain: one row per adult class of the program year, as CLS would tell it.

with

classes as (

    select * from {{ ref('int_classes__of_agency') }}
    where touches_year

),

enrollments as (

    select * from {{ ref('int_classes__enrollments_of_year') }}

),

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

options as (

    select * from {{ ref('run_options') }}

),

enrolled as (

    select class_id from enrollments
    group by class_id

),

final as (

    select
        concat_ws('|', coalesce(classes.class_code, classes.class_id), classes.extended_class_code)
            as record_key,
        classes.class_id as subject_key,
        options.agency as agency_id,
        classes.casas_site_id as site_id,
        options.program_year,
        classes.class_code as class_id,
        classes.extended_class_code as extended_class_id,
        classes.class_title,
        classes.start_date as class_start_date,
        classes.end_date as class_end_date,
        staff.local_staff_id as teacher_id,
        staff.legal_last_name as teacher_last_name,
        staff.legal_first_name as teacher_first_name,
        classes.instructional_program,
        classes.instructional_level,
        classes.focus_area,
        classes.special_programs,
        -- Mapping of CLS 16: the letters of the days in the order of the week.
        nullif(concat(
            {%- for letter in 'MTWRFSU' %}
            case when contains(upper(classes.meeting_days), '{{ letter }}') then '{{ letter }}' end
            {{- ',' if not loop.last }}
            {%- endfor %}
        ), '') as class_days,
        classes.start_time,
        classes.end_time,
        classes.hours_per_week,
        classes.is_distance_learning,
        classes.is_excluded as is_place_excluded,
        classes.overlaps_date_range,
        classes.passes_course_group,
        {{ joined_hits(['classes.level_hits', 'classes.group_hits', hits([
            hit('class_without_enrollments', 'class_id', 'null', when='enrolled.class_id is null'),
            hit('value_form', 'class_days', 'left(classes.meeting_days, 40)',
                when='not ' ~ matches_pattern('upper(classes.meeting_days)', '[MTWRFSU]*')),
            hit('value_form', 'start_time', 'left(classes.start_time, 40)',
                when='not ' ~ matches_pattern('classes.start_time', '([01][0-9]|2[0-3]):[0-5][0-9]')),
            hit('value_form', 'end_time', 'left(classes.end_time, 40)',
                when='not ' ~ matches_pattern('classes.end_time', '([01][0-9]|2[0-3]):[0-5][0-9]')),
        ])]) }} as hits
    from classes
    cross join options
    left join enrolled on classes.class_id = enrolled.class_id
    left join staff on classes.staff_id = staff.staff_id

)

select * from final
