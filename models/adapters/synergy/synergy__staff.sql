-- Grain: one row per person.

with

staff as (

    select * from {{ source('synergy', 'epc_staff') }}

),

persons as (

    select * from {{ source('synergy', 'rev_person') }}

),

race_codes as (

    select * from {{ ref('int_synergy__race_codes') }}

),

final as (

    select
        staff.staff_gu as staff_id,
        staff.badge_num as local_staff_id,
        staff.state_id as seid,
        persons.first_name as legal_first_name,
        persons.middle_name as legal_middle_name,
        persons.last_name as legal_last_name,
        persons.birth_date,
        persons.gender as gender_code,
        persons.hispanic_indicator as is_hispanic,
        race_codes.race_code_1,
        race_codes.race_code_2,
        race_codes.race_code_3,
        race_codes.race_code_4,
        race_codes.race_code_5
    from staff
    left join persons on staff.staff_gu = persons.person_gu
    left join race_codes on staff.staff_gu = race_codes.person_gu

)

select * from final
