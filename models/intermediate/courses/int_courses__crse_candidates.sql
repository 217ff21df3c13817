-- Grain: one row per section and educator that CRSE could hold, with why it does not.

with

course_rows as (

    select * from {{ ref('int_courses__crs_rows') }}
    where export_name = 'crse'

),

final as (

    select
        record_key,
        subject_key,
        {{ course_columns() }},
        hits,
        exclusion_reason
    from course_rows

)

select * from final
