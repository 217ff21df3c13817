-- Grain: one row per class that is selected and code of its groups that is doubtful.

with

selection as (

    select * from {{ ref('int_casas__cls_selection') }}
    where exclusion_reason is null

),

group_codes as (

    select * from {{ ref('int_classes__group_codes') }}
    where code_finding is not null

),

-- A class has several programs and special programs, so the doubts about one field are several.
-- A program that is one of several answers to a group is in order (SPS-9).
final as (

    select
        selection.export_name,
        selection.record_id as record_key,
        group_codes.code_finding as rule_id,
        group_codes.column_name,
        left(coalesce(group_codes.local_code, group_codes.state_code), 40) as value
    from selection
    inner join group_codes on selection.subject_key = group_codes.class_id
    where
        group_codes.column_name = 'special_programs'
        or group_codes.code_finding in ('GERR0002', 'GERR0007')
    group by
        selection.export_name, selection.record_id, group_codes.code_finding,
        group_codes.column_name, left(coalesce(group_codes.local_code, group_codes.state_code), 40)

)

select * from final
