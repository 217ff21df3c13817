-- Grain: one row per class of classes.csv.

with

classes as (

    select * from {{ source('sds', 'classes') }}

),

final as (

    select
        sourcedid as section_id,
        coursesourcedid as course_id,
        orgsourcedid as org_id,
        {{ key_text(['sessionsourcedids', 'orgsourcedid']) }} as session_id,
        sourcedid as local_section_code
    from classes

)

select * from final
