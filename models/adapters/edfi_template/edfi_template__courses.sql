-- Grain: one row per course.

with

courses as (

    select * from {{ source('edfi_template', 'course') }}

),

named as (

    select
        *,
        "educationorganizationreference.educationorganizationidentity.educationorganizationid"
            as org_id
    from courses

),

-- Ed-Fi, CourseIdentificationSystem: State course code.
final as (

    select
        {{ key_text(['coursecode', 'org_id']) }} as course_id,
        coursecode as local_course_code,
        coursetitle as course_name,
        case
            when
                "courseidentificationcode.courseidentificationsystem" like '%#State course code'
                then "courseidentificationcode.identificationcode"
        end as state_course_code
    from named

)

select * from final
