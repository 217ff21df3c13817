-- Grain: one row per student: the addresses and guardians of the reference date side by side.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

addresses as (

    select * from {{ ref('stg_sis__student_addresses') }}

),

guardians as (

    select * from {{ ref('stg_sis__student_guardians') }}

),

options as (

    select * from {{ ref('run_options') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Mapping of 2.31 and 2.45: of the addresses that cover the day the latest start wins. Two of one
-- start, whose types differ in case alone, are as rows with one key (contract rule 4): the last in
-- the file.
ranked_addresses as (

    select
        addresses.*,
        lower(addresses.address_type) as type_name,
        options.range_reference_date as reference_date,
        row_number() over (
            partition by addresses.student_id, lower(addresses.address_type)
            order by addresses.start_date desc, addresses.source_row desc
        ) as place
    from addresses
    cross join options
    where
        {{ span_covers(
            'addresses.start_date', 'addresses.end_date', 'options.range_reference_date'
        ) }}

),

-- Mapping of 2.34 and 2.48: a bare local code is tried again as a state of the country (US-CA).
current_addresses as (

    select
        ranked_addresses.*,
        coalesce(provinces.state_code, joined_provinces.state_code) as state_province_code,
        case
            when provinces.local_key is null
                then {{ code_finding('joined_provinces', 'ranked_addresses.state_code') }}
            else provinces.code_finding
        end as state_province_code_finding
    from ranked_addresses
    left join state_codes as provinces
        on {{ code_matches('provinces', 'calpads.state_province',
                           'ranked_addresses.state_code', 'ranked_addresses.reference_date') }}
    left join state_codes as joined_provinces
        on
            provinces.local_key is null
            and {{ code_matches('joined_provinces', 'calpads.state_province',
                                "'US-' || ranked_addresses.state_code",
                                'ranked_addresses.reference_date') }}
    where ranked_addresses.place = 1

),

-- The keys '1' and '01' are two raw rows and one rank: the last row in the file stays.
ranked_guardians as (

    select
        *,
        row_number() over (
            partition by student_id, guardian_order
            order by source_row desc
        ) as place
    from guardians

),

current_guardians as (

    select
        ranked_guardians.*,
        levels.state_code as level_code,
        {{ code_finding('levels', 'ranked_guardians.education_level_code') }} as level_code_finding
    from ranked_guardians
    cross join options
    left join state_codes as levels
        on {{ code_matches('levels', 'calpads.highest_education_level',
                           'ranked_guardians.education_level_code',
                           'options.range_reference_date') }}
    where ranked_guardians.place = 1

),

final as (

    select
        students.student_id,
        residences.line_1 as residential_address_line_1,
        residences.line_2 as residential_address_line_2,
        residences.city as residential_address_city_name,
        residences.state_province_code as residential_address_state_province_code,
        residences.zip_code as residential_address_zip_code,
        residences.state_code as local_residential_address_state_province_code,
        residences.state_province_code_finding
            as residential_address_state_province_code_finding,
        mailing.line_1 as mailing_address_line_1,
        mailing.line_2 as mailing_address_line_2,
        mailing.city as mailing_address_city_name,
        mailing.state_province_code as mailing_address_state_province_code,
        mailing.zip_code as mailing_address_zip_code,
        mailing.state_code as local_mailing_address_state_province_code,
        mailing.state_province_code_finding
            as mailing_address_state_province_code_finding,
        guardians_1.first_name as guardian_1_first_name,
        guardians_1.last_name as guardian_1_last_name,
        guardians_1.level_code as parent_guardian_1_highest_education_level_code,
        guardians_1.education_level_code
            as local_parent_guardian_1_highest_education_level_code,
        guardians_1.level_code_finding
            as parent_guardian_1_highest_education_level_code_finding,
        guardians_2.first_name as guardian_2_first_name,
        guardians_2.last_name as guardian_2_last_name,
        guardians_2.level_code as parent_guardian_2_highest_education_level_code,
        guardians_2.education_level_code
            as local_parent_guardian_2_highest_education_level_code,
        guardians_2.level_code_finding
            as parent_guardian_2_highest_education_level_code_finding
    from students
    left join current_addresses as residences
        on students.student_id = residences.student_id and residences.type_name = 'residence'
    left join current_addresses as mailing
        on students.student_id = mailing.student_id and mailing.type_name = 'mailing'
    left join current_guardians as guardians_1
        on students.student_id = guardians_1.student_id and guardians_1.guardian_order = 1
    left join current_guardians as guardians_2
        on students.student_id = guardians_2.student_id and guardians_2.guardian_order = 2

)

select * from final
