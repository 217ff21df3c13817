-- Grain: one row per section.

with

sections as (

    select * from {{ source('powerschool', 'sections') }}

),

final as (

    select
        id as section_id,
        course_number as course_id,
        schoolid as org_id,
        {{ key_text(['schoolid', 'termid']) }} as session_id,
        section_number as local_section_code
    from sections

)

select * from final
