-- Grain: one row per student: what the organization said last that has the student.

with

associations as (

    select * from {{ source('edfi_ods', 'studenteducationorganizationassociation') }}

),

races as (

    select * from {{ source('edfi_ods', 'studenteducationorganizationassociationrace') }}

),

codes as (

    select * from {{ source(
        'edfi_ods', 'studenteducationorganizationassociationstudentidentificationcode'
    ) }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by studentusi
            order by lastmodifieddate desc nulls last, educationorganizationid asc
        ) as recency
    from associations

),

latest as (

    select * from ranked
    where recency = 1

),

-- Ed-Fi, StudentIdentificationSystem: State and District.
numbers as (

    select
        latest.studentusi,
        max(codes.identificationcode) filter (
            where descriptors.descriptor like '%#State'
        ) as state_number,
        max(codes.identificationcode) filter (
            where descriptors.descriptor like '%#District'
        ) as district_number
    from latest
    inner join codes
        on
            latest.studentusi = codes.studentusi
            and latest.educationorganizationid = codes.educationorganizationid
    inner join descriptors
        on codes.studentidentificationsystemdescriptorid = descriptors.descriptor_id
    group by latest.studentusi

),

ordered_races as (

    select
        latest.studentusi,
        descriptors.descriptor,
        row_number() over (
            partition by latest.studentusi
            order by descriptors.descriptor
        ) as place
    from latest
    inner join races
        on
            latest.studentusi = races.studentusi
            and latest.educationorganizationid = races.educationorganizationid
    inner join descriptors on races.racedescriptorid = descriptors.descriptor_id

),

race_codes as (

    select
        studentusi,
        max(descriptor) filter (where place = 1) as race_code_1,
        max(descriptor) filter (where place = 2) as race_code_2,
        max(descriptor) filter (where place = 3) as race_code_3,
        max(descriptor) filter (where place = 4) as race_code_4,
        max(descriptor) filter (where place = 5) as race_code_5
    from ordered_races
    group by studentusi

),

final as (

    select
        latest.studentusi as student_usi,
        numbers.state_number,
        numbers.district_number,
        sexes.descriptor as sex_code,
        latest.hispaniclatinoethnicity as is_hispanic,
        race_codes.race_code_1,
        race_codes.race_code_2,
        race_codes.race_code_3,
        race_codes.race_code_4,
        race_codes.race_code_5
    from latest
    left join numbers on latest.studentusi = numbers.studentusi
    left join race_codes on latest.studentusi = race_codes.studentusi
    left join descriptors as sexes on latest.sexdescriptorid = sexes.descriptor_id

)

select * from final
