-- Grain: one row per SPS record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_casas__sps_records') }}

),

selection as (

    select * from {{ ref('int_casas__sps_selection') }}
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

        -- SPS-5 (8): when several updates of a student and program disagree, Retained wins.
        records.has_status_conflict and records.program_status is not null as sps_5,
        -- SPS-6 (9, 10): several updates disagree on progress or reason for exiting.
        records.has_progress_conflict as sps_6__progress,
        records.has_reason_conflict as sps_6__reason_for_exiting,
        -- SPS-8 (6, 7): start can be later than end, and earlier than July 1.
        records.program_end_date < records.program_start_date as sps_8__program_end_date,
        records.program_start_date < options.program_start_date as sps_8__program_start_date,
        -- IMP-6 (4): DEM comes before the files that name learners.
        learners.subject_key is null as imp_6__student_id
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options
    left join learners on records.subject_key = learners.subject_key

)

select * from final
