-- Grain: one row per adult class of the program year, as CLS would send it.

with

classes as (

    select * from {{ ref('int_classes__agency_classes') }}
    where overlaps_program_year

),

enrollments as (

    select * from {{ ref('int_classes__program_year_enrollments') }}

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
        'cls' as export_name,
        {{ key_text(['classes.class_id']) }} as record_id,
        {{ key_text([
            'coalesce(classes.class_code, classes.class_id)', 'classes.extended_class_code'
        ]) }} as record_key,
        classes.class_id as subject_key,

        -- fields of the layout
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
        nullif(concat_ws(
            '',
            {%- for letter in 'MTWRFSU' %}
            case when contains(upper(classes.meeting_days), '{{ letter }}') then '{{ letter }}' end
            {{- ',' if not loop.last }}
            {%- endfor %}
        ), '') as class_days,
        classes.start_time,
        classes.end_time,
        classes.hours_per_week,
        classes.is_distance_learning,

        -- local codes and values of fields, and what is wrong with the codes that are shown
        classes.instructional_level_code as local_instructional_level,
        classes.meeting_days as local_class_days,
        classes.start_time as local_start_time,
        classes.end_time as local_end_time,
        classes.instructional_level_finding,

        -- facts for selection and rules
        classes.is_excluded as is_site_excluded,
        classes.overlaps_date_range,
        classes.passes_course_group,
        enrolled.class_id is null as is_without_enrollments
    from classes
    cross join options
    left join enrolled on classes.class_id = enrolled.class_id
    left join staff on classes.staff_id = staff.staff_id

)

select * from final
