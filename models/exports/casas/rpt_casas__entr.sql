-- Grain: one row per learner and class, in the ENTR layout.

with

candidates as (

    select * from {{ ref('int_classes__entr_candidates') }}
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
        {{ casas_date('candidates.entry_date') }} as entry_date,
        candidates.class_id,
        candidates.extended_class_id,
        candidates.instructional_program,
        candidates.instructional_level,
        candidates.labor_force_status,
        candidates.barriers_to_employment,
        candidates.personal_status,
        candidates.special_programs,
        candidates.primary_goal,
        candidates.secondary_goal
    from candidates
    cross join options

)

select * from final
