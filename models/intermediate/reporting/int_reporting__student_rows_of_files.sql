-- Grain: one row per written SCSE or SCSC row: student and section as the state matches them.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where exclusion_reason is null

),

final as (

    select
        records.export_name,
        case records.export_name when 'scse' then 'crse' else 'crsc' end as course_export_name,
        records.record_key,
        records.student_id,
        records.school_of_course_delivery,
        records.section_key
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
