-- Grain: one row per person, organization, classification and first day.

with

associations as (

    select * from {{ source('edfi', 'staffeducationorganizationassignmentassociations') }}

),

named as (

    select
        *,
        {{ json_text('staffreference', 'staffUniqueId') }} as staff_id,
        {{ json_text('educationorganizationreference', 'educationOrganizationId') }} as org_id
    from associations

),

-- Ed-Fi, FullTimeEquivalency: a ratio; the contract has percent.
final as (

    select
        {{ key_text(['staff_id', 'org_id', 'staffclassificationdescriptor', 'begindate']) }}
            as staff_assignment_id,
        staff_id,
        org_id,
        staffclassificationdescriptor as job_classification_code,
        cast(cast(try_cast(fulltimeequivalency as decimal(9, 5)) * 100 as decimal(9, 3)) as varchar)
            as fte_percent,
        begindate as start_date,
        enddate as end_date,
        _lastmodifieddate as updated_at
    from named

)

select * from final
