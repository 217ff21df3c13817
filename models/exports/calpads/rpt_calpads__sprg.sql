-- Grain: one row per program span and school, in the SPRG layout.

with

candidates as (

    select * from {{ ref('int_programs__sprg_candidates') }}

),

final as (

    select
        'SPRG' as record_type_code,
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
        education_program_code,
        education_program_membership_code,
        {{ date_text('education_program_membership_start_date') }}
            as education_program_membership_start_date,
        {{ date_text('education_program_membership_end_date') }}
            as education_program_membership_end_date,
        education_service_academic_year,
        education_service_code,
        california_partnership_academy_id,
        migrant_student_id,
        cast(null as varchar) as filler_was_primary_disability_code,
        cast(null as varchar) as filler_was_district_of_special_education_accountability,
        homeless_dwelling_type_code,
        {{ yes_no('is_unaccompanied_youth') }} as unaccompanied_youth_indicator,
        cast(null as varchar) as filler_was_runaway_youth_indicator,
        cast(null as varchar) as filler
    from candidates
    where exclusion_reason is null

)

select * from final
