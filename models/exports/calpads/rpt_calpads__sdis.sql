-- Grain: one row per student, incident and offense, or truant student, in the SDIS layout.

with

candidates as (

    select * from {{ ref('int_discipline__sdis_candidates') }}

),

final as (

    select
        'SDIS' as record_type_code,
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
        disciplinary_incident_id_local,
        {{ date_text('disciplinary_incident_occurrence_date') }}
            as disciplinary_incident_occurrence_date,
        student_offense_code,
        incident_most_severe_offense_code,
        weapon_category_code,
        incident_disciplinary_action_taken_code,
        disciplinary_action_authority_code,
        cast(incident_disciplinary_action_duration_days as varchar)
            as incident_disciplinary_action_duration_days,
        {{ yes_no('instructional_support') }} as student_instructional_support_indicator,
        disciplinary_action_modification_category_code,
        removal_to_interim_alternative_setting_reason_code
    from candidates
    where exclusion_reason is null

)

select * from final
