-- Grain: one row per learner and class, in the SCS layout.

with

candidates as (

    select * from {{ ref('int_classes__scs_candidates') }}
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
        candidates.class_status,
        {{ casas_date('candidates.class_entry_date') }} as class_entry_date,
        {{ casas_date('candidates.class_exit_date') }} as class_exit_date
    from candidates
    cross join options

)

select * from final
