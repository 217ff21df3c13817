-- Grain: one row per student, section and grading period with a final mark.

with

grades as (

    select * from {{ source('edfi', 'grades') }}

),

-- Ed-Fi, GradeType: Final; marks of a part of the course are none.
named as (

    select
        *,
        {{ json_text('studentsectionassociationreference', 'studentUniqueId') }} as student_id,
        {{ json_text('studentsectionassociationreference', 'sectionIdentifier') }}
            as section_identifier,
        {{ json_text('studentsectionassociationreference', 'schoolId') }} as org_id,
        {{ json_text('studentsectionassociationreference', 'schoolYear') }} as school_year,
        {{ json_text('studentsectionassociationreference', 'sessionName') }} as session_name,
        {{ json_text('studentsectionassociationreference', 'localCourseCode') }}
            as local_course_code,
        {{ json_text('gradingperiodreference', 'gradingPeriodDescriptor') }} as marking_period_code
    from grades
    where gradetypedescriptor like '%#Final'

),

keyed as (

    select
        *,
        {{ key_text(
            ['section_identifier', 'org_id', 'school_year', 'session_name', 'local_course_code']
        ) }} as section_id
    from named

),

final as (

    select
        {{ key_text(['student_id', 'section_id', 'marking_period_code']) }} as course_grade_id,
        student_id,
        section_id,
        school_year,
        marking_period_code,
        coalesce(lettergradeearned, numericgradeearned) as final_mark,
        _lastmodifieddate as updated_at
    from keyed

)

select * from final
