-- Grain: one row per student: the addresses and guardians of the reference date side by side.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

addresses as (

    select * from {{ ref('int_students__addresses') }}

),

guardians as (

    select * from {{ ref('int_students__guardians') }}

),

final as (

    select
        students.student_id,
        residences.line_1 as residential_address_line_1,
        residences.line_2 as residential_address_line_2,
        residences.city as residential_address_city_name,
        residences.state_province_code as residential_address_state_province_code,
        residences.zip_code as residential_address_zip_code,
        mailing.line_1 as mailing_address_line_1,
        mailing.line_2 as mailing_address_line_2,
        mailing.city as mailing_address_city_name,
        mailing.state_province_code as mailing_address_state_province_code,
        mailing.zip_code as mailing_address_zip_code,
        first_guardians.first_name as guardian_1_first_name,
        first_guardians.last_name as guardian_1_last_name,
        first_guardians.highest_education_level_code
            as parent_guardian_1_highest_education_level_code,
        second_guardians.first_name as guardian_2_first_name,
        second_guardians.last_name as guardian_2_last_name,
        second_guardians.highest_education_level_code
            as parent_guardian_2_highest_education_level_code,
        {{ joined_hits([
            'coalesce(residences.address_hits, ' ~ hits([]) ~ ')',
            'coalesce(mailing.address_hits, ' ~ hits([]) ~ ')',
            'coalesce(first_guardians.guardian_hits, ' ~ hits([]) ~ ')',
            'coalesce(second_guardians.guardian_hits, ' ~ hits([]) ~ ')',
        ]) }} as household_hits
    from students
    left join addresses as residences
        on
            students.student_id = residences.student_id
            and residences.address_type = 'residence'
    left join addresses as mailing
        on
            students.student_id = mailing.student_id
            and mailing.address_type = 'mailing'
    left join guardians as first_guardians
        on
            students.student_id = first_guardians.student_id
            and first_guardians.guardian_order = 1
    left join guardians as second_guardians
        on
            students.student_id = second_guardians.student_id
            and second_guardians.guardian_order = 2

)

select * from final
