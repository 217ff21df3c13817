-- Grain: one row per student and exit-exam exemption, in the SWAV layout.

with

candidates as (

    select * from {{ ref('int_programs__swav_candidates') }}

),

final as (

    select
        'SWAV' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        record_key as local_record_id,
        reporting_lea,
        school_of_attendance,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_last_name,
        {{ date_text('student_birth_date') }} as student_birth_date,
        student_gender_code,
        education_regulatory_exemption_code,
        education_regulatory_exemption_outcome_code,
        {{ date_text('education_regulatory_exemption_outcome_start_date') }}
            as education_regulatory_exemption_outcome_start_date
    from candidates
    where exclusion_reason is null

)

select * from final
