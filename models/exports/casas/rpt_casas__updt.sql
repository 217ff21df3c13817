-- Grain: one row per learner, instructional program and update date, in the UPDT layout.

with

candidates as (

    select * from {{ ref('int_programs__updt_candidates') }}
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
        {{ casas_date('candidates.update_date') }} as update_date,
        candidates.class_id,
        candidates.extended_class_id,
        candidates.instructional_program,
        candidates.learner_results_education,
        candidates.learner_results_work,
        candidates.learner_results_personal_family,
        candidates.learner_results_community,
        candidates.services_career,
        candidates.services_training,
        candidates.services_supportive,
        candidates.services_transition,
        candidates.services_vocational_rehab
    from candidates
    cross join options

)

select * from final
