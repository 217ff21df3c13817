-- Grain: one row per learner and instructional program, in the SPS layout.

with

candidates as (

    select * from {{ ref('int_programs__sps_candidates') }}
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
        candidates.instructional_program,
        {{ casas_date('candidates.program_start_date') }} as program_start_date,
        {{ casas_date('candidates.program_end_date') }} as program_end_date,
        candidates.program_status,
        candidates.progress,
        candidates.reason_for_exiting,
        candidates.instructional_level
    from candidates
    cross join options

)

select * from final
