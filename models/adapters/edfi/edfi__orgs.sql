-- Grain: one row per district or school.

with

districts as (

    select * from {{ source('edfi', 'localeducationagencies') }}

),

schools as (

    select * from {{ source('edfi', 'schools') }}

),

-- Ed-Fi, EducationOrganizationIdentificationSystem: SEA is the number of the state.
district_codes as (

    select
        localeducationagencyid as org_id,
        {{ json_items('identificationcodes') }} as code
    from districts

),

school_codes as (

    select
        schoolid as org_id,
        {{ json_items('identificationcodes') }} as code
    from schools

),

codes as (

    select * from district_codes
    union all
    select * from school_codes

),

state_codes as (

    select
        org_id,
        max({{ json_text('code', 'identificationCode') }}) as cds_code
    from codes
    where
        {{ json_text('code', 'educationOrganizationIdentificationSystemDescriptor') }}
        like '%#SEA'
    group by org_id

),

places as (

    select
        localeducationagencyid as org_id,
        {{ json_text('parentlocaleducationagencyreference', 'localEducationAgencyId') }}
            as parent_org_id,
        'lea' as org_type,
        nameofinstitution as org_name,
        _lastmodifieddate as updated_at
    from districts
    union all
    select
        schoolid as org_id,
        {{ json_text('localeducationagencyreference', 'localEducationAgencyId') }} as parent_org_id,
        'school' as org_type,
        nameofinstitution as org_name,
        _lastmodifieddate as updated_at
    from schools

),

final as (

    select
        places.org_id,
        places.parent_org_id,
        places.org_type,
        places.org_name,
        state_codes.cds_code,
        places.updated_at
    from places
    left join state_codes on places.org_id = state_codes.org_id

)

select * from final
