-- Grain: one row per section.

with

sections as (

    select * from {{ source('edfi', 'sections') }}

),

course_offerings as (

    select * from {{ source('edfi', 'courseofferings') }}

),

named as (

    select
        *,
        {{ json_text('courseofferingreference', 'localCourseCode') }} as local_course_code,
        {{ json_text('courseofferingreference', 'schoolId') }} as org_id,
        {{ json_text('courseofferingreference', 'schoolYear') }} as school_year,
        {{ json_text('courseofferingreference', 'sessionName') }} as session_name
    from sections

),

offered as (

    select
        localcoursecode as local_course_code,
        {{ json_text('sessionreference', 'schoolId') }} as org_id,
        {{ json_text('sessionreference', 'schoolYear') }} as school_year,
        {{ json_text('sessionreference', 'sessionName') }} as session_name,
        {{ json_text('coursereference', 'courseCode') }} as course_code,
        {{ json_text('coursereference', 'educationOrganizationId') }} as course_org_id
    from course_offerings

),

final as (

    select
        {{ key_text(
            ['sectionidentifier', 'org_id', 'school_year', 'session_name', 'local_course_code'],
            'named'
        ) }} as section_id,
        {{ key_text(['course_code', 'course_org_id'], 'offered') }} as course_id,
        named.org_id,
        {{ key_text(['org_id', 'school_year', 'session_name'], 'named') }} as session_id,
        named.sectionidentifier as local_section_code,
        named._lastmodifieddate as updated_at
    from named
    left join offered
        on
            named.local_course_code = offered.local_course_code
            and named.org_id = offered.org_id
            and named.school_year = offered.school_year
            and named.session_name = offered.session_name

)

select * from final
