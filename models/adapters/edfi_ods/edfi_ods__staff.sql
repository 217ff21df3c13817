-- Grain: one row per person of the staff.

with

staff as (

    select * from {{ source('edfi_ods', 'staff') }}

),

codes as (

    select * from {{ source('edfi_ods', 'staffidentificationcode') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

-- Ed-Fi, StaffIdentificationSystem: State and District.
numbers as (

    select
        codes.staffusi,
        max(codes.identificationcode) filter (
            where descriptors.descriptor like '%#State'
        ) as state_number,
        max(codes.identificationcode) filter (
            where descriptors.descriptor like '%#District'
        ) as district_number
    from codes
    inner join descriptors
        on codes.staffidentificationsystemdescriptorid = descriptors.descriptor_id
    group by codes.staffusi

),

final as (

    select
        staff.staffuniqueid as staff_id,
        coalesce(numbers.district_number, staff.staffuniqueid) as local_staff_id,
        numbers.state_number as seid,
        staff.firstname as legal_first_name,
        staff.middlename as legal_middle_name,
        staff.lastsurname as legal_last_name,
        staff.birthdate as birth_date,
        sexes.descriptor as gender_code,
        staff.hispaniclatinoethnicity as is_hispanic,
        degrees.descriptor as highest_degree_code,
        staff.lastmodifieddate as updated_at
    from staff
    left join numbers on staff.staffusi = numbers.staffusi
    left join descriptors as sexes on staff.sexdescriptorid = sexes.descriptor_id
    left join descriptors as degrees
        on staff.highestcompletedlevelofeducationdescriptorid = degrees.descriptor_id

)

select * from final
