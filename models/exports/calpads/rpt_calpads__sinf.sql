-- Grain: one row per student, in the SINF layout.

with

candidates as (

    select * from {{ ref('int_students__sinf_candidates') }}

),

final as (

    select
        'SINF' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        record_key as local_record_id,
        {{ date_text('effective_start_date') }} as effective_start_date,
        cast(null as varchar) as effective_end_date,
        reporting_lea,
        school_of_attendance,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_middle_name,
        student_legal_last_name,
        student_legal_name_suffix_code,
        student_alias_first_name,
        student_alias_middle_name,
        student_alias_last_name,
        {{ date_text('student_birth_date') }} as student_birth_date,
        student_gender_code,
        student_birth_city,
        student_birth_state_province_code,
        student_birth_country_code,
        {{ yes_no('is_hispanic') }} as student_hispanic_ethnicity_indicator,
        {{ yes_no('is_ethnicity_missing') }} as student_ethnicity_missing_indicator,
        student_race_1_code,
        student_race_2_code,
        student_race_3_code,
        student_race_4_code,
        student_race_5_code,
        {{ yes_no('is_race_missing') }} as student_race_missing_indicator,
        residential_address_line_1,
        residential_address_line_2,
        residential_address_city_name,
        residential_address_state_province_code,
        residential_address_zip_code,
        {{ date_text('us_school_entry_date') }}
            as student_initial_us_school_enrollment_date_k_12,
        {{ yes_no('is_under_three_years') }}
            as enrolled_in_us_school_less_than_three_cumulative_years_indicator,
        parent_guardian_1_highest_education_level_code,
        guardian_1_first_name,
        guardian_1_last_name,
        guardian_2_first_name,
        guardian_2_last_name,
        student_preferred_first_name,
        student_preferred_last_name,
        mailing_address_line_1,
        mailing_address_line_2,
        mailing_address_city_name,
        mailing_address_state_province_code,
        mailing_address_zip_code,
        parent_guardian_2_highest_education_level_code
    from candidates
    where exclusion_reason is null

)

select * from final
