-- Grain: one row per UPDT record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_casas__updt_records') }}

),

selection as (

    select * from {{ ref('int_casas__updt_selection') }}
    where exclusion_reason is null

),

learners as (

    select * from {{ ref('int_casas__dem_selection') }}
    where exclusion_reason is null

),

final as (

    select
        records.export_name,
        records.record_key,
        records.record_id,

        -- IMP-6 (4): DEM comes before the files that name learners.
        learners.subject_key is null as imp_6__student_id
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    left join learners on records.subject_key = learners.subject_key

)

select * from final
