-- Grain: one row per section of the master schedule.

with

sections as (

    select * from {{ source('aeries', 'mst') }}

),

-- A class id of 0 is none.
final as (

    select
        {{ key_text(['sc', 'se']) }} as section_id,
        cn as course_id,
        sc as org_id,
        {{ key_text(['sc', 'sm']) }} as session_id,
        se as local_section_code,
        case
            when cid <> '0' then {{ key_text(['sc', 'cid']) }}
        end as class_id,
        mts as multiple_teacher_code,
        tep as cte_provider_code,
        esr as education_service_code,
        dli as distance_learning,
        oit as online_instruction_type_code
    from sections
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
