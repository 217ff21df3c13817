-- Grain: one row per section of the active schedule.

with

section_sessions as (

    select * from {{ ref('int_infinite_campus__section_sessions') }}

),

final as (

    select
        section_id,
        course_id,
        school_id as org_id,
        session_id,
        section_number as local_section_code
    from section_sessions

)

select * from final
