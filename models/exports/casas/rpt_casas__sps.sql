-- Grain: one row per learner and instructional program, in the SPS layout.

with

candidates as (

    select * from {{ ref('int_programs__sps_candidates') }}

),

final as (

    select
        agency_id,
        site_id,
        program_year,
        student_id,
        instructional_program,
        {{ date_text('program_start_date', 'MM/DD/YYYY') }} as program_start_date,
        {{ date_text('program_end_date', 'MM/DD/YYYY') }} as program_end_date,
        program_status,
        progress,
        reason_for_exiting,
        instructional_level
    from candidates
    where exclusion_reason is null

)

select * from final
