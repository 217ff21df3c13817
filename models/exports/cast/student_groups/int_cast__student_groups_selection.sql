-- Grain: one row per student group of the test year. Every one is written.

with

records as (

    select * from {{ ref('int_cast__student_groups_records') }}

),

final as (

    select
        export_name,
        record_key,
        record_key as subject_key,
        cast(null as string) as exclusion_reason
    from records

)

select * from final
