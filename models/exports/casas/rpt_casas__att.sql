-- Grain: one row per learner and class, in the ATT layout.

with

candidates as (

    select * from {{ ref('int_classes__att_candidates') }}
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
        candidates.student_id,
        candidates.class_id,
        candidates.extended_class_id,
        {{ casas_date('candidates.attendance_date') }} as attendance_date,
        candidates.attendance_source,
        cast(candidates.minutes_of_instruction as varchar) as minutes_of_instruction,
        cast(candidates.distance_learning_minutes as varchar) as distance_learning_minutes
    from candidates
    cross join options

)

select * from final
