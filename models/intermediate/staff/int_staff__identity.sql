-- Grain: one row per staff member and reference date: identity with state codes.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

reference_dates as (

    select * from {{ ref('int_options__reference_dates') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

final as (

    select
        staff.staff_id,
        reference_dates.reference_date,
        staff.local_staff_id,
        staff.seid,
        staff.legal_first_name,
        staff.legal_middle_name,
        staff.legal_last_name,
        staff.alias_first_name,
        staff.alias_middle_name,
        staff.alias_last_name,
        staff.birth_date,
        genders.state_code as gender_code,
        degrees.state_code as highest_degree_code,
        statuses.state_code as employment_status_code,
        staff.is_hispanic,
        staff.employment_start_date,
        staff.employment_end_date,
        staff.service_years_lea,
        staff.service_years_total,
        staff.demographics_effective_date,
        coalesce(staff.exclude_from_state_reporting, false) as is_staff_excluded,
        {{ hits([
            code_hits('genders', 'staff_gender_code', 'staff.gender_code'),
            code_hits('degrees', 'staff_highest_degree_code', 'staff.highest_degree_code'),
            code_hits(
                'statuses', 'staff_employment_status_code', 'staff.employment_status_code'
            ),
        ]) }} as code_hits
    from staff
    cross join reference_dates
    left join state_codes as genders
        on {{ code_matches('genders', 'calpads.gender', 'staff.gender_code',
                           'reference_dates.reference_date') }}
    left join state_codes as degrees
        on {{ code_matches('degrees', 'calpads.degree', 'staff.highest_degree_code',
                           'reference_dates.reference_date') }}
    left join state_codes as statuses
        on {{ code_matches('statuses', 'calpads.employment_status',
                           'staff.employment_status_code', 'reference_dates.reference_date') }}

)

select * from final
