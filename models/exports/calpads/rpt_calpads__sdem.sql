-- Grain: one row per staff member and reporting LEA, in the SDEM layout.

with

candidates as (

    select * from {{ ref('int_staff__sdem_candidates') }}

),

final as (

    select
        'SDEM' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        staff_id as local_record_id,
        {{ date_text('effective_start_date') }} as effective_start_date,
        cast(null as varchar) as effective_end_date,
        reporting_lea,
        academic_year_id,
        seid,
        local_staff_id,
        staff_legal_first_name,
        staff_legal_middle_name,
        staff_legal_last_name,
        staff_alias_first_name,
        staff_alias_middle_name,
        staff_alias_last_name,
        {{ date_text('staff_birth_date') }} as staff_birth_date,
        staff_gender_code,
        {{ yes_no('is_hispanic') }} as staff_hispanic_ethnicity_indicator,
        {{ yes_no('is_ethnicity_missing') }} as staff_ethnicity_missing_indicator,
        staff_race_1_code,
        staff_race_2_code,
        staff_race_3_code,
        staff_race_4_code,
        staff_race_5_code,
        {{ yes_no('is_race_missing') }} as staff_race_missing_indicator,
        staff_highest_degree_code,
        staff_employment_status_code,
        {{ date_text('staff_employment_start_date') }} as staff_employment_start_date,
        {{ date_text('staff_employment_end_date') }} as staff_employment_end_date,
        cast(staff_service_years_lea as varchar) as staff_service_years_lea,
        cast(staff_service_years_total as varchar) as staff_service_years_total
    from candidates
    where exclusion_reason is null

)

select * from final
