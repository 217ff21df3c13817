-- Grain: one row per student, in layout 13.x of SINF.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sinf_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinf_selection') }}
    where export_name = 'sinf' and exclusion_reason is null

),

final as (

    select
        'SINF' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.record_key as local_record_id,
        {{ date_text('records.effective_start_date') }} as effective_start_date,
        cast(null as string) as effective_end_date,
        records.reporting_lea,
        records.school_of_attendance,
        records.academic_year_id,
        records.ssid,
        records.local_student_id,
        records.student_legal_first_name,
        records.student_legal_middle_name,
        records.student_legal_last_name,
        records.student_legal_name_suffix_code,
        records.student_alias_first_name,
        records.student_alias_middle_name,
        records.student_alias_last_name,
        {{ date_text('records.student_birth_date') }} as student_birth_date,
        records.student_gender_code,
        records.student_birth_city,
        records.student_birth_state_province_code,
        records.student_birth_country_code,
        {{ yes_no('records.is_hispanic') }} as student_hispanic_ethnicity_indicator,
        {{ yes_no('records.is_ethnicity_missing') }} as student_ethnicity_missing_indicator,
        records.student_race_1_code,
        records.student_race_2_code,
        records.student_race_3_code,
        records.student_race_4_code,
        records.student_race_5_code,
        {{ yes_no('records.is_race_missing') }} as student_race_missing_indicator,
        records.residential_address_line_1,
        records.residential_address_line_2,
        records.residential_address_city_name,
        records.residential_address_state_province_code,
        records.residential_address_zip_code,
        {{ date_text('records.us_school_entry_date') }}
            as student_initial_us_school_enrollment_date_k_12,
        {{ yes_no('records.is_under_three_years') }}
            as enrolled_in_us_school_less_than_three_cumulative_years_indicator,
        records.parent_guardian_1_highest_education_level_code,
        records.guardian_1_first_name,
        records.guardian_1_last_name,
        records.guardian_2_first_name,
        records.guardian_2_last_name
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where {{ layout_is_active('sinf', '13.x') }}

)

select * from final
