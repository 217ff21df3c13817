-- Grain: one row per student group, in layout all of CAST_STUDENT_GROUPS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_cast__student_groups_records') }}

),

selection as (

    select * from {{ ref('int_cast__student_groups_selection') }}
    where export_name = 'cast_student_groups' and exclusion_reason is null

),

final as (

    select
        records.demographic_id,
        cast(cast(records.demographic_id_num as integer) as string) as demographic_id_num,
        records.demographic_name,
        records.student_group
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
