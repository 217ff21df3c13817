-- Grain: one row per learner that is selected and race whose code is doubtful.

with

selection as (

    select * from {{ ref('int_casas__dem_selection') }}
    where exclusion_reason is null

),

races as (

    select * from {{ ref('int_students__casas_races') }}
    where code_finding is not null

),

-- A learner has several races, so the doubts about the one field are several.
final as (

    select
        selection.export_name,
        selection.record_id as record_key,
        races.code_finding as rule_id,
        'races' as column_name,
        left(races.local_code, 40) as value
    from selection
    inner join races on selection.subject_key = races.student_id
    group by
        selection.export_name, selection.record_id, races.code_finding,
        left(races.local_code, 40)

)

select * from final
