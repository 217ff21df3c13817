-- Grain: one row per course file (CRSE, CRSC), section of the academic year and educator.

with

exports as (

    select * from {{ ref('exports') }}
    where export_name in ('crse', 'crsc')

),

sections as (

    select * from {{ ref('int_courses__sections') }}

),

crs_sections as (

    select * from {{ ref('int_courses__crs_sections') }}

),

educators as (

    select * from {{ ref('int_courses__educators') }}

),

scheduled as (

    select * from {{ ref('int_courses__scheduled_sections') }}

),

completed as (

    select * from {{ ref('int_courses__completed_sections') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mappings of 9.18 and 9.20: the end of the year takes the class id only where there is one, and
-- no English-learner service.
final as (

    select
        exports.export_name,
        educators.record_key,
        educators.section_id,
        educators.staff_id,
        educators.is_primary,
        educators.is_vacant,
        educators.is_without_seid,
        sections.reporting_lea,
        sections.school_code as school_of_course_delivery,
        options.academic_year as academic_year_id,
        sections.state_course_code as crs_state_course_code,
        sections.local_course_id as crs_local_course_id,
        crs_sections.crs_course_name,
        crs_sections.is_cte_articulated,
        coalesce(sections.is_uc_csu_approved, false) as is_uc_csu_approved,
        sections.course_section_id,
        sections.academic_term_code,
        educators.seid,
        educators.local_staff_id,
        case
            when exports.export_name = 'crse'
                then coalesce(crs_sections.class_id, educators.section_id)
            else crs_sections.class_id
        end as class_id,
        crs_sections.course_section_instructional_level_code,
        case when exports.export_name = 'crse' then crs_sections.education_service_code end
            as education_service_code,
        crs_sections.language_of_instruction_code,
        crs_sections.instructional_strategy_code,
        crs_sections.is_independent_study,
        crs_sections.is_distance_learning,
        crs_sections.multiple_teacher_code,
        crs_sections.education_program_funding_source_code,
        crs_sections.cte_course_section_provider_code,
        crs_sections.course_content_area_subcategory_code,
        crs_sections.standards_grade_range_code
            as crs_departmentalized_course_standards_grade_level_range_code,
        crs_sections.standards_alignment_code as crs_content_standards_alignment_code,
        crs_sections.ap_ib_course_code as ap_ib_course_code_cross_reference,
        crs_sections.online_course_instruction_type_code,
        crs_sections.is_middle_school_core,
        crs_sections.local_assignment_option_code,
        crs_sections.is_high_quality_cte,
        crs_sections.is_cte,
        crs_sections.is_college_level,
        sections.is_org_excluded,
        sections.is_nonpublic_school,
        sections.is_section_excluded,
        sections.is_course_missing,
        sections.is_course_excluded,
        sections.window_start_date is not null as is_in_range,
        sections.local_state_course_code,
        sections.is_state_code_unmapped,
        case
            when exports.export_name = 'crse' then scheduled.section_id is not null
            else completed.section_id is not null
        end as has_students,
        options.include_previously_submitted or submitted.subject_key is null as is_wanted,
        case
            when exports.export_name = 'crse'
                then {{ joined_hits([
                    'crs_sections.code_hits', 'crs_sections.education_service_hits',
                ]) }}
            else crs_sections.code_hits
        end as code_hits
    from exports
    cross join options
    inner join educators
        on
            (exports.export_name = 'crse' and educators.is_in_crse)
            or (exports.export_name = 'crsc' and educators.is_in_crsc)
    inner join sections on educators.section_id = sections.section_id
    inner join crs_sections on educators.section_id = crs_sections.section_id
    left join scheduled on educators.section_id = scheduled.section_id
    left join completed on educators.section_id = completed.section_id
    left join submitted
        on
            exports.export_name = submitted.export_name
            and educators.section_id = submitted.subject_key

)

select * from final
