-- Grain: one row per class of classes.csv.

with

classes as (

    select * from {{ source('oneroster', 'classes') }}

),

final as (

    select
        sourcedid as section_id,
        coursesourcedid as course_id,
        schoolsourcedid as org_id,
        {{ key_text(['termsourcedids', 'schoolsourcedid']) }} as session_id,
        classcode as local_section_code,
        -- Contract, courses.exclude_from_state_reporting: homerooms are never reported.
        case
            when classtype = 'homeroom' then 'true'
        end as exclude_from_state_reporting,
        case
            when status = 'tobedeleted' then 'true'
        end as is_deleted,
        datelastmodified as updated_at
    from classes

)

select * from final
