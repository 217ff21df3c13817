-- Grain: one row per student, school and first day.

with

associations as (

    select * from {{ source('edfi', 'studentschoolassociations') }}

),

named as (

    select
        *,
        {{ json_text('studentreference', 'studentUniqueId') }} as student_id,
        {{ json_text('schoolreference', 'schoolId') }} as org_id
    from associations

),

final as (

    select
        {{ key_text(['student_id', 'org_id', 'entrydate']) }} as enrollment_id,
        student_id,
        org_id,
        entrydate as entry_date,
        exitwithdrawdate as exit_date,
        exitwithdrawtypedescriptor as exit_code,
        entrygradeleveldescriptor as grade_code,
        coalesce(enrollmenttypedescriptor, primaryschool) as enrollment_type_code,
        {{ json_text('calendarreference', 'calendarCode') }} as track,
        _lastmodifieddate as updated_at
    from named

)

select * from final
