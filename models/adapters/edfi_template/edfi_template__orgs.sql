-- Grain: one row per district or school.

with

districts as (

    select * from {{ source('edfi_template', 'localeducationagency') }}

),

schools as (

    select * from {{ source('edfi_template', 'school') }}

),

places as (

    select
        localeducationagencyid as org_id,
        "parentlocaleducationagencyreference.localeducationagencyidentity.localeducationagencyid"
            as parent_org_id,
        'lea' as org_type,
        nameofinstitution as org_name,
        "educationorganizationidentificationcode.educationorganizationidentificationsystem"
            as number_system,
        "educationorganizationidentificationcode.identificationcode" as number,
        "address.nameofcounty" as county_name,
        "address.postalcode" as zip_code
    from districts
    union all
    select
        schoolid as org_id,
        "localeducationagencyreference.localeducationagencyidentity.localeducationagencyid"
            as parent_org_id,
        'school' as org_type,
        nameofinstitution as org_name,
        "educationorganizationidentificationcode.educationorganizationidentificationsystem"
            as number_system,
        "educationorganizationidentificationcode.identificationcode" as number,
        "address.nameofcounty" as county_name,
        "address.postalcode" as zip_code
    from schools

),

-- Ed-Fi, EducationOrganizationIdentificationSystem: SEA is the number of the state.
final as (

    select
        org_id,
        parent_org_id,
        org_type,
        org_name,
        case
            when number_system like '%#SEA' then number
        end as cds_code,
        county_name,
        zip_code
    from places

)

select * from final
