-- Grain: one row per person, organization, classification and first day.

with

associations as (

    select * from {{ source('edfi_ods', 'staffeducationorganizationassignmentassociation') }}

),

staff as (

    select * from {{ source('edfi_ods', 'staff') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

named as (

    select
        associations.*,
        staff.staffuniqueid,
        classifications.descriptor as classification
    from associations
    left join staff on associations.staffusi = staff.staffusi
    left join descriptors as classifications
        on associations.staffclassificationdescriptorid = classifications.descriptor_id

),

-- Ed-Fi, FullTimeEquivalency: a ratio; the contract has percent.
final as (

    select
        {{ key_text(['staffuniqueid', 'educationorganizationid', 'classification', 'begindate']) }}
            as staff_assignment_id,
        staffuniqueid as staff_id,
        educationorganizationid as org_id,
        classification as job_classification_code,
        cast(cast(try_cast(fulltimeequivalency as decimal(9, 5)) * 100 as decimal(9, 3)) as varchar)
            as fte_percent,
        begindate as start_date,
        enddate as end_date,
        lastmodifieddate as updated_at
    from named

)

select * from final
