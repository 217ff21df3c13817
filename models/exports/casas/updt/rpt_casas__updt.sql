-- Grain: one row per learner, instructional program and update date,
-- in layout reconstruction of UPDT.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_casas__updt_records') }}

),

selection as (

    select * from {{ ref('int_casas__updt_selection') }}
    where export_name = 'updt' and exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        records.agency_id,
        records.site_id,
        records.program_year,
        records.student_id,
        {{ casas_date('records.update_date') }} as update_date,
        records.class_id,
        records.extended_class_id,
        records.instructional_program,
        records.learner_results_education,
        records.learner_results_work,
        records.learner_results_personal_family,
        records.learner_results_community,
        records.services_career,
        records.services_training,
        records.services_supportive,
        records.services_transition,
        records.services_vocational_rehab
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
