-- Grain: one row per course.

with

courses as (

    select * from {{ source('edfi_ods', 'course') }}

),

codes as (

    select * from {{ source('edfi_ods', 'courseidentificationcode') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

-- Ed-Fi, CourseIdentificationSystem: State course code.
state_codes as (

    select
        codes.coursecode,
        codes.educationorganizationid,
        max(codes.identificationcode) as state_course_code
    from codes
    inner join descriptors
        on codes.courseidentificationsystemdescriptorid = descriptors.descriptor_id
    where descriptors.descriptor like '%#State course code'
    group by codes.coursecode, codes.educationorganizationid

),

final as (

    select
        {{ key_text(['coursecode', 'educationorganizationid'], 'courses') }} as course_id,
        courses.coursecode as local_course_code,
        courses.coursetitle as course_name,
        state_codes.state_course_code,
        courses.lastmodifieddate as updated_at
    from courses
    left join state_codes
        on
            courses.coursecode = state_codes.coursecode
            and courses.educationorganizationid = state_codes.educationorganizationid

)

select * from final
