-- Grain: one row per section.

with

sections as (

    select * from {{ source('edfi_ods', 'section') }}

),

offerings as (

    select * from {{ source('edfi_ods', 'courseoffering') }}

),

final as (

    select
        {{ key_text(
            ['sectionidentifier', 'schoolid', 'schoolyear', 'sessionname', 'localcoursecode'],
            'sections'
        ) }} as section_id,
        {{ key_text(['coursecode', 'educationorganizationid'], 'offerings') }} as course_id,
        sections.schoolid as org_id,
        {{ key_text(['schoolid', 'schoolyear', 'sessionname'], 'sections') }} as session_id,
        sections.sectionidentifier as local_section_code,
        sections.lastmodifieddate as updated_at
    from sections
    left join offerings
        on
            sections.localcoursecode = offerings.localcoursecode
            and sections.schoolid = offerings.schoolid
            and sections.schoolyear = offerings.schoolyear
            and sections.sessionname = offerings.sessionname

)

select * from final
