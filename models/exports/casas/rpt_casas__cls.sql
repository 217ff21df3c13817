-- Grain: one row per adult class, in the CLS layout.

with

candidates as (

    select * from {{ ref('int_classes__cls_candidates') }}
    where exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        candidates.agency_id,
        candidates.site_id,
        candidates.program_year,
        candidates.class_id,
        candidates.extended_class_id,
        candidates.class_title,
        {{ casas_date('candidates.class_start_date') }} as class_start_date,
        {{ casas_date('candidates.class_end_date') }} as class_end_date,
        candidates.teacher_id,
        candidates.teacher_last_name,
        candidates.teacher_first_name,
        candidates.instructional_program,
        candidates.instructional_level,
        candidates.focus_area,
        candidates.special_programs,
        candidates.class_days,
        candidates.start_time,
        candidates.end_time,
        cast(candidates.hours_per_week as varchar) as hours_per_week,
        {{ yes_no('candidates.is_distance_learning') }} as is_distance_learning
    from candidates
    cross join options

)

select * from final
