-- Grain: one row per course.

with

courses as (

    select * from {{ source('edfi', 'courses') }}

),

named as (

    select
        *,
        {{ json_text('educationorganizationreference', 'educationOrganizationId') }} as org_id
    from courses

),

codes as (

    select
        coursecode,
        org_id,
        {{ json_items('identificationcodes') }} as code
    from named

),

-- Ed-Fi, CourseIdentificationSystem: State course code.
state_codes as (

    select
        coursecode,
        org_id,
        max({{ json_text('code', 'identificationCode') }}) as state_course_code
    from codes
    where {{ json_text('code', 'courseIdentificationSystemDescriptor') }} like '%#State course code'
    group by coursecode, org_id

),

final as (

    select
        {{ key_text(['coursecode', 'org_id'], 'named') }} as course_id,
        named.coursecode as local_course_code,
        named.coursetitle as course_name,
        state_codes.state_course_code,
        named._lastmodifieddate as updated_at
    from named
    left join state_codes
        on named.coursecode = state_codes.coursecode and named.org_id = state_codes.org_id

)

select * from final
