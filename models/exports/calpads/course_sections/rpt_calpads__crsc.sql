-- Grain: one row per section and educator, in layout 16.x of CRSC.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}
    where export_name = 'crsc' and exclusion_reason is null

),

final as (

    select
        'CRSC' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.local_record_id,
        records.reporting_lea,
        records.school_of_course_delivery,
        records.academic_year_id,
        records.crs_state_course_code,
        records.crs_local_course_id,
        records.crs_course_name,
        cast(null as string) as filler_was_crs_course_content_code,
        cast(null as string) as filler_was_crs_nclb_core_course_instructional_level_code,
        {{ yes_no('records.is_cte_articulated') }}
            as crs_cte_postsecondary_articulated_course_indicator,
        {{ yes_no('records.is_uc_csu_approved') }} as crs_uc_csu_approved_indicator,
        records.course_section_id,
        records.academic_term_code,
        records.seid,
        records.local_staff_id,
        records.class_id,
        records.course_section_instructional_level_code,
        records.education_service_code,
        records.language_of_instruction_code,
        records.instructional_strategy_code,
        {{ yes_no('records.is_independent_study') }} as independent_study_indicator,
        {{ yes_no('records.is_distance_learning') }} as distance_learning_indicator,
        records.multiple_teacher_code,
        records.education_program_funding_source_code,
        records.cte_course_section_provider_code,
        records.course_content_area_subcategory_code,
        records.crs_departmentalized_course_standards_grade_level_range_code,
        records.crs_content_standards_alignment_code,
        cast(null as string) as filler_was_charter_non_core_non_college_prep_course_indicator,
        records.ap_ib_course_code_cross_reference,
        records.online_course_instruction_type_code,
        {{ yes_no('records.is_middle_school_core') }} as middle_school_core_setting_indicator,
        records.local_assignment_option_code,
        {{ yes_no('records.is_high_quality_cte') }} as high_quality_cte_course_indicator
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
