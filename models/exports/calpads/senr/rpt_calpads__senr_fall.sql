-- Grain: one row per enrollment span, in layout 16.x of SENR.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where export_name = 'senr_fall' and exclusion_reason is null

),

final as (

    select
        'SENR' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.record_key as local_record_id,
        records.reporting_lea,
        records.school_of_attendance,
        records.school_of_attendance_nps,
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
        {{ date_text('records.enrollment_start_date') }} as enrollment_start_date,
        records.enrollment_status_code,
        records.grade_level_code,
        {{ date_text('records.enrollment_exit_date') }} as enrollment_exit_date,
        records.student_exit_reason_code,
        records.student_school_completion_status,
        records.expected_receiver_school_of_attendance,
        {{ yes_no('records.met_all_uc_csu_requirements') }}
            as student_met_all_uc_csu_requirements_indicator,
        records.student_school_transfer_code,
        records.district_of_geographic_residence_code,
        {{ yes_no('records.golden_state_seal_merit_diploma') }}
            as student_golden_state_seal_merit_diploma_indicator,
        {{ yes_no('records.seal_of_biliteracy') }} as student_seal_of_biliteracy_indicator,
        {{ yes_no('records.adult_age_transition_status') }}
            as adult_age_students_with_disabilities_in_transition_status,
        {{ yes_no('records.graduation_exemption') }} as graduation_exemption_indicator
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where {{ layout_is_active('senr_fall', '16.x') }}

)

select * from final
