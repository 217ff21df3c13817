-- Grain: one row per person, section and first day.

with

associations as (

    select * from {{ source('edfi', 'staffsectionassociations') }}

),

named as (

    select
        *,
        {{ json_text('staffreference', 'staffUniqueId') }} as staff_id,
        {{ json_text('sectionreference', 'sectionIdentifier') }} as section_identifier,
        {{ json_text('sectionreference', 'schoolId') }} as org_id,
        {{ json_text('sectionreference', 'schoolYear') }} as school_year,
        {{ json_text('sectionreference', 'sessionName') }} as session_name,
        {{ json_text('sectionreference', 'localCourseCode') }} as local_course_code
    from associations

),

-- Ed-Fi, ClassroomPosition: the Teacher of Record leads.
final as (

    select
        {{ key_text(
            ['section_identifier', 'org_id', 'school_year', 'session_name', 'local_course_code']
        ) }} as section_id,
        staff_id,
        begindate as start_date,
        enddate as end_date,
        case
            when classroompositiondescriptor like '%#Teacher of Record' then 'true'
        end as is_primary,
        _lastmodifieddate as updated_at
    from named

)

select * from final
