-- Grain: one row per student, section and first day.

with

associations as (

    select * from {{ source('edfi', 'studentsectionassociations') }}

),

named as (

    select
        *,
        {{ json_text('studentreference', 'studentUniqueId') }} as student_id,
        {{ json_text('sectionreference', 'sectionIdentifier') }} as section_identifier,
        {{ json_text('sectionreference', 'schoolId') }} as org_id,
        {{ json_text('sectionreference', 'schoolYear') }} as school_year,
        {{ json_text('sectionreference', 'sessionName') }} as session_name,
        {{ json_text('sectionreference', 'localCourseCode') }} as local_course_code
    from associations

),

final as (

    select
        {{ key_text(
            ['section_identifier', 'org_id', 'school_year', 'session_name', 'local_course_code']
        ) }} as section_id,
        student_id,
        begindate as start_date,
        enddate as end_date,
        _lastmodifieddate as updated_at
    from named

)

select * from final
