-- Grain: one row per section with a result that SCSC would hold, sent before or not.
with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where is_completion

),

final as (

select
    records.section_id,
    count(*) as results
from records
inner join selection
    on
        records.export_name = selection.export_name
        and records.record_key = selection.record_key
group by records.section_id

)

select * from final
