-- Grain: one row per person, place and job classification, in the SASS layout.

with

candidates as (

    select * from {{ ref('int_staff__sass_candidates') }}

),

final as (

    select
        'SASS' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        record_key as local_record_id,
        reporting_lea,
        school_of_assignment,
        academic_year_id,
        seid,
        local_staff_id,
        staff_legal_first_name,
        staff_legal_last_name,
        {{ date_text('staff_birth_date') }} as staff_birth_date,
        staff_gender_code,
        staff_job_classification_code,
        cast(staff_job_classification_fte_percentage as varchar)
            as staff_job_classification_fte_percentage,
        non_classroom_based_job_assignment_code_1,
        non_classroom_based_job_assignment_code_2,
        non_classroom_based_job_assignment_code_3,
        non_classroom_based_job_assignment_code_4,
        non_classroom_based_job_assignment_code_5,
        non_classroom_based_job_assignment_code_6,
        non_classroom_based_job_assignment_code_7
    from candidates
    where exclusion_reason is null

)

select * from final
