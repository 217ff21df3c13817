-- Grain: one row per section and educator, in the CRSC layout.

with

candidates as (

    select * from {{ ref('int_courses__crsc_candidates') }}

),

final as (

    select
        'CRSC' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        record_key as local_record_id,
        reporting_lea,
        school_of_course_delivery,
        academic_year_id,
        crs_state_course_code,
        crs_local_course_id,
        crs_course_name,
        cast(null as varchar) as filler_was_crs_course_content_code,
        cast(null as varchar) as filler_was_crs_nclb_core_course_instructional_level_code,
        {{ yes_no('is_cte_articulated') }}
            as crs_cte_postsecondary_articulated_course_indicator,
        {{ yes_no('is_uc_csu_approved') }} as crs_uc_csu_approved_indicator,
        course_section_id,
        academic_term_code,
        seid,
        local_staff_id,
        class_id,
        course_section_instructional_level_code,
        education_service_code,
        language_of_instruction_code,
        instructional_strategy_code,
        {{ yes_no('is_independent_study') }} as independent_study_indicator,
        {{ yes_no('is_distance_learning') }} as distance_learning_indicator,
        multiple_teacher_code,
        education_program_funding_source_code,
        cte_course_section_provider_code,
        course_content_area_subcategory_code,
        crs_departmentalized_course_standards_grade_level_range_code,
        crs_content_standards_alignment_code,
        cast(null as varchar) as filler_was_charter_non_core_non_college_prep_course_indicator,
        ap_ib_course_code_cross_reference,
        online_course_instruction_type_code,
        {{ yes_no('is_middle_school_core') }} as middle_school_core_setting_indicator,
        local_assignment_option_code,
        {{ yes_no('is_high_quality_cte') }} as high_quality_cte_course_indicator
    from candidates
    where exclusion_reason is null

)

select * from final
