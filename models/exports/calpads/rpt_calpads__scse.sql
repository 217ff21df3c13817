-- Grain: one row per student and section, in the SCSE layout.

with

candidates as (

    select * from {{ ref('int_courses__scse_candidates') }}

),

final as (

    select
        'SCSE' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        record_key as local_record_id,
        reporting_lea,
        school_of_course_delivery,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_last_name,
        {{ date_text('student_birth_date') }} as student_birth_date,
        student_gender_code,
        local_course_id,
        course_section_id,
        academic_term_code,
        -- Mapping of 10.16 to 10.18, 10.20 and 10.21: completion file only.
        cast(null as varchar) as student_credits_attempted,
        cast(null as varchar) as student_credits_earned,
        cast(null as varchar) as student_course_final_grade,
        uc_csu_admission_requirement_code,
        cast(null as varchar) as marking_period,
        cast(null as varchar) as carnegie_units_earned
    from candidates
    where exclusion_reason is null

)

select * from final
