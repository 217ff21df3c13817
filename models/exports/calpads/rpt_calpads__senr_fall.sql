-- Grain: one row per enrollment span that covers Census Day, in the SENR layout.

with

candidates as (

    select * from {{ ref('int_students__senr_fall_candidates') }}

),

final as (

    select
        'SENR' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        record_key as local_record_id,
        reporting_lea,
        school_of_attendance,
        school_of_attendance_nps,
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
        {{ date_text('enrollment_start_date') }} as enrollment_start_date,
        enrollment_status_code,
        grade_level_code,
        {{ date_text('enrollment_exit_date') }} as enrollment_exit_date,
        student_exit_reason_code,
        student_school_completion_status,
        expected_receiver_school_of_attendance,
        {{ yes_no('met_all_uc_csu_requirements') }}
            as student_met_all_uc_csu_requirements_indicator,
        student_school_transfer_code,
        district_of_geographic_residence_code,
        {{ yes_no('golden_state_seal_merit_diploma') }}
            as student_golden_state_seal_merit_diploma_indicator,
        {{ yes_no('seal_of_biliteracy') }} as student_seal_of_biliteracy_indicator,
        {{ yes_no('adult_age_transition_status') }}
            as adult_age_students_with_disabilities_in_transition_status,
        {{ yes_no('graduation_exemption') }} as graduation_exemption_indicator
    from candidates
    where exclusion_reason is null

)

select * from final
