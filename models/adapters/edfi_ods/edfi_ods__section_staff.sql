-- Grain: one row per person, section and first day.

with

associations as (

    select * from {{ source('edfi_ods', 'staffsectionassociation') }}

),

staff as (

    select * from {{ source('edfi_ods', 'staff') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

-- Ed-Fi, ClassroomPosition: the Teacher of Record leads.
final as (

    select
        {{ key_text(
            ['sectionidentifier', 'schoolid', 'schoolyear', 'sessionname', 'localcoursecode'],
            'associations'
        ) }} as section_id,
        staff.staffuniqueid as staff_id,
        associations.begindate as start_date,
        associations.enddate as end_date,
        case
            when positions.descriptor like '%#Teacher of Record' then 'true'
        end as is_primary,
        associations.lastmodifieddate as updated_at
    from associations
    left join staff on associations.staffusi = staff.staffusi
    left join descriptors as positions
        on associations.classroompositiondescriptorid = positions.descriptor_id

)

select * from final
