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

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        records.export_name,
        records.record_key,
        records.record_id,

        -- IMP-6 (4): DEM comes before the files that name learners.
        learners.subject_key is null as imp_6__student_id,
        -- KEY-0, question 44 (6): TE is said to keep fewer characters; the id is written whole.
        length(records.class_id) > options.casas_class_id_width as class_id_longer_than_te
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options
    left join learners on records.subject_key = learners.subject_key

)

select * from final
