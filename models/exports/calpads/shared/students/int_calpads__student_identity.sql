-- Grain: one row per student and reference date: identity and birth facts with state codes.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

options as (

    select * from {{ ref('run_options') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}

),

-- Definition D12: Fall uses Census Day, the other exports the as-of date held in their window.
reference_dates as (

    select census_date as reference_date from options
    union
    select range_reference_date as reference_date from options
    union
    select year_reference_date as reference_date from options

),

coded as (

    select
        students.student_id,
        reference_dates.reference_date,
        students.local_student_id,
        students.ssid,
        students.legal_first_name,
        students.legal_middle_name,
        students.legal_last_name,
        suffixes.state_code as name_suffix_code,
        students.name_suffix_code as local_name_suffix_code,
        {{ code_finding('suffixes', 'students.name_suffix_code') }} as name_suffix_code_finding,
        students.alias_first_name,
        students.alias_middle_name,
        students.alias_last_name,
        students.birth_date,
        genders.state_code as gender_code,
        students.gender_code as local_gender_code,
        {{ code_finding('genders', 'students.gender_code') }} as gender_code_finding,
        students.birth_city,
        coalesce(provinces.state_code, joined_provinces.state_code) as birth_state_province_code,
        students.birth_state_code as local_birth_state_province_code,
        case
            when provinces.local_key is null
                then {{ code_finding('joined_provinces', 'students.birth_state_code') }}
            else provinces.code_finding
        end as birth_state_province_code_finding,
        countries.state_code as birth_country_code,
        students.birth_country_code as local_birth_country_code,
        {{ code_finding('countries', 'students.birth_country_code') }}
            as birth_country_code_finding
    from students
    cross join reference_dates
    left join state_codes as suffixes
        on {{ code_matches('suffixes', 'calpads.name_suffix',
                           'students.name_suffix_code', 'reference_dates.reference_date') }}
    left join state_codes as genders
        on {{ code_matches('genders', 'calpads.gender',
                           'students.gender_code', 'reference_dates.reference_date') }}
    left join state_codes as countries
        on {{ code_matches('countries', 'calpads.country',
                           'students.birth_country_code', 'reference_dates.reference_date') }}
    left join state_codes as provinces
        on {{ code_matches('provinces', 'calpads.state_province',
                           'students.birth_state_code', 'reference_dates.reference_date') }}
    -- Mapping of 1.20: a bare local code is tried again with its country before it (US-CA).
    left join state_codes as joined_provinces
        on
            provinces.local_key is null
            and {{ code_matches('joined_provinces', 'calpads.state_province',
                                "countries.state_code || '-' || students.birth_state_code",
                                'reference_dates.reference_date') }}

),

final as (

    select
        coded.*,
        coalesce(not birth_places.is_allowed, false) as is_birth_place_refused,
        coded.birth_state_province_code || ' with ' || coded.birth_country_code
            as birth_state_and_country
    from coded
    left join pairs as birth_places
        on {{ is_pair('birth_places', 'state_province.country',
                      'coded.birth_state_province_code', 'coded.birth_country_code') }}

)

select * from final
