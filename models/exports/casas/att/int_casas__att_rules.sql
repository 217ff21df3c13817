-- Grain: one row per ATT record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_casas__att_records') }}

),

selection as (

    select * from {{ ref('int_casas__att_selection') }}
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

entries as (

    select
        subject_key,
        class_id,
        coalesce(extended_class_id, '') as extended_class_id
    from {{ ref('int_casas__entr_selection') }}
    where exclusion_reason is null
    group by subject_key, class_id, coalesce(extended_class_id, '')

),

-- ENTR without classes enrolls nowhere: then the learner's row is enough.
entered_learners as (

    select subject_key from entries
    where class_id is null
    group by subject_key

),

entered_classes as (

    select * from entries
    where class_id is not null

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
        -- IMP-6 (5): CLS comes before the files that name classes.
        records.class_id is not null and classes.class_id is null as imp_6__class_id,
        -- Own rule (5): ENTR has no entry of the learner into the class.
        entered_learners.subject_key is null and entered_classes.subject_key is null
            as attendance_without_entry,
        -- KEY-0, question 44 (5): TE is said to keep fewer characters; the id is written whole.
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
    left join entered_learners on records.subject_key = entered_learners.subject_key
    left join entered_classes
        on
            records.subject_key = entered_classes.subject_key
            and records.class_id = entered_classes.class_id
            and coalesce(records.extended_class_id, '') = entered_classes.extended_class_id

)

select * from final
