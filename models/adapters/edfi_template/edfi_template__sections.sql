-- Grain: one row per section.

with

sections as (

    select * from {{ source('edfi_template', 'section') }}

),

course_offerings as (

    select * from {{ source('edfi_template', 'courseoffering') }}

),

-- The names of the file are longer than a line.
-- noqa: disable=LT05
named as (

    select
        sectionidentifier,
        "courseofferingreference.courseofferingidentity.localcoursecode"
            as local_course_code,
        "courseofferingreference.courseofferingidentity.schoolreference.schoolidentity.schoolid"
            as org_id,
        "courseofferingreference.courseofferingidentity.sessionreference.sessionidentity.schoolyear"
            as school_year,
        "courseofferingreference.courseofferingidentity.sessionreference.sessionidentity.sessionname"
            as session_name
    from sections

),

offered as (

    select
        localcoursecode as local_course_code,
        "schoolreference.schoolidentity.schoolid" as org_id,
        "sessionreference.sessionidentity.schoolyear" as school_year,
        "sessionreference.sessionidentity.sessionname" as session_name,
        "coursereference.courseidentity.coursecode" as course_code,
        "coursereference.courseidentity.educationorganizationreference.educationorganizationidentity.educationorganizationid"
            as course_org_id
    from course_offerings

),
-- noqa: enable=LT05

final as (

    select
        {{ key_text(
            ['sectionidentifier', 'org_id', 'school_year', 'session_name', 'local_course_code'],
            'named'
        ) }} as section_id,
        {{ key_text(['course_code', 'course_org_id'], 'offered') }} as course_id,
        named.org_id,
        {{ key_text(['org_id', 'school_year', 'session_name'], 'named') }} as session_id,
        named.sectionidentifier as local_section_code
    from named
    left join offered
        on
            named.local_course_code = offered.local_course_code
            and named.org_id = offered.org_id
            and named.school_year = offered.school_year
            and named.session_name = offered.session_name

)

select * from final
