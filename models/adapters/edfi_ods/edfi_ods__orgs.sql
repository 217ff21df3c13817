-- Grain: one row per district or school.

with

organizations as (

    select * from {{ source('edfi_ods', 'educationorganization') }}

),

districts as (

    select * from {{ source('edfi_ods', 'localeducationagency') }}

),

schools as (

    select * from {{ source('edfi_ods', 'school') }}

),

codes as (

    select * from {{ source('edfi_ods', 'educationorganizationidentificationcode') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

-- Ed-Fi, EducationOrganizationIdentificationSystem: SEA is the number of the state.
state_codes as (

    select
        codes.educationorganizationid as org_id,
        max(codes.identificationcode) as cds_code
    from codes
    inner join descriptors
        on
            codes.educationorganizationidentificationsystemdescriptorid
            = descriptors.descriptor_id
    where descriptors.descriptor like '%#SEA'
    group by codes.educationorganizationid

),

places as (

    select
        localeducationagencyid as org_id,
        parentlocaleducationagencyid as parent_org_id,
        'lea' as org_type
    from districts
    union all
    select
        schoolid as org_id,
        localeducationagencyid as parent_org_id,
        'school' as org_type
    from schools

),

final as (

    select
        places.org_id,
        places.parent_org_id,
        places.org_type,
        organizations.nameofinstitution as org_name,
        state_codes.cds_code,
        organizations.lastmodifieddate as updated_at
    from places
    left join organizations on places.org_id = organizations.educationorganizationid
    left join state_codes on places.org_id = state_codes.org_id

)

select * from final
