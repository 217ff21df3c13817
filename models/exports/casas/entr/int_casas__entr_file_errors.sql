-- Grain: one row per record that is selected and group of the learner whose code is doubtful.

with

selection as (

    select * from {{ ref('int_casas__entr_selection') }}
    where exclusion_reason is null

),

student_groups as (

    select * from {{ ref('int_students__adult_groups') }}
    where code_finding is not null

),

-- ENTR-4: groups that the agency made up are in no field. A learner has several groups, so the
-- doubts about one field are several.
final as (

    select
        selection.export_name,
        selection.record_id as record_key,
        student_groups.code_finding as rule_id,
        student_groups.column_name,
        left(student_groups.group_code, 40) as value
    from selection
    inner join student_groups on selection.subject_key = student_groups.student_id
    group by
        selection.export_name, selection.record_id, student_groups.code_finding,
        student_groups.column_name, left(student_groups.group_code, 40)

)

select * from final
