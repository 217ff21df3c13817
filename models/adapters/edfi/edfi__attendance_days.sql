-- Grain: one row per student, school, day and kind of absence.

with

events as (

    select * from {{ source('edfi', 'studentschoolattendanceevents') }}

),

final as (

    select
        {{ json_text('studentreference', 'studentUniqueId') }} as student_id,
        {{ json_text('schoolreference', 'schoolId') }} as org_id,
        eventdate as attendance_date,
        attendanceeventcategorydescriptor as attendance_code,
        eventduration as day_portion,
        _lastmodifieddate as updated_at
    from events

)

select * from final
