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

    select * from {{ ref('rpt_casas__cls') }}

),

entry_records as (

    select * from {{ ref('int_casas__entr_records') }}

),

entry_selection as (

    select * from {{ ref('int_casas__entr_selection') }}
    where exclusion_reason is null

),

entries as (

    select
        entry_records.subject_key,
        entry_records.class_id,
        coalesce(entry_records.extended_class_id, '') as extended_class_id
    from entry_records
    inner join entry_selection
        on
            entry_records.export_name = entry_selection.export_name
            and entry_records.record_id = entry_selection.record_id
    group by
        entry_records.subject_key,
        entry_records.class_id,
        coalesce(entry_records.extended_class_id, '')

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

final as (

    select
        records.export_name,
        records.record_key,
        records.record_id,

        -- IMP-6: DEM comes before the files that name learners.
        learners.subject_key is null as imp_6__student_id,
        -- IMP-6: CLS comes before the files that name classes.
        records.class_id is not null and classes.class_id is null as imp_6__class_id,
        -- Attendance in a class that ENTR enters the learner into nowhere.
        entered_learners.subject_key is null and entered_classes.subject_key is null
            as attendance_without_entry
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
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
