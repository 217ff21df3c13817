-- Grain: one row per student, section and marking period with a final mark, in the SCSC layout.

with

candidates as (

    select * from {{ ref('int_courses__scsc_candidates') }}

),

final as (

    select
        'SCSC' as record_type_code,
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
        cast(student_credits_attempted as varchar) as student_credits_attempted,
        cast(student_credits_earned as varchar) as student_credits_earned,
        student_course_final_grade,
        uc_csu_admission_requirement_code,
        marking_period,
        cast(carnegie_units_earned as varchar) as carnegie_units_earned
    from candidates
    where exclusion_reason is null

)

select * from final
