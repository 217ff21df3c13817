-- Grain: one row per ENTR record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_casas__entr_records') }}

),

selection as (

    select * from {{ ref('int_casas__entr_selection') }}
    where exclusion_reason is null

),

learners as (

    select * from {{ ref('int_casas__dem_selection') }}
    where exclusion_reason is null

),

classes as (

    select * from {{ ref('int_casas__cls_selection') }}
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

        -- Own rule (10): the reports of the state and the federal government count by it.
        records.labor_force_status is null as expected_blank__labor_force_status,
        -- Own rule (5): the learner never came to the class, so the entry is the enrollment.
        records.is_class_unattended as entry_without_attendance,
        -- IMP-6 (4): DEM comes before the files that name learners.
        learners.subject_key is null as imp_6__student_id,
        -- IMP-6 (6): CLS comes before the files that name classes.
        records.class_id is not null and classes.class_id is null as imp_6__class_id,
        -- KEY-0, question 44 (6): TE is said to keep fewer characters; the id is written whole.
        length(records.class_id) > options.casas_class_id_width as class_id_longer_than_te
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options
    left join learners on records.subject_key = learners.subject_key
    left join classes
        on
            records.class_id = classes.class_id
            and coalesce(records.extended_class_id, '') = coalesce(classes.extended_class_id, '')

)

select * from final
