-- Grain: one row per course file (CRSE, CRSC), section of the academic year and educator.

{%- set codes = [
    'crs_state_course_code',
    'academic_term_code',
    'course_section_instructional_level_code',
    'language_of_instruction_code',
    'instructional_strategy_code',
    'multiple_teacher_code',
    'education_program_funding_source_code',
    'cte_course_section_provider_code',
    'course_content_area_subcategory_code',
    'crs_departmentalized_course_standards_grade_level_range_code',
    'crs_content_standards_alignment_code',
    'ap_ib_course_code_cross_reference',
    'online_course_instruction_type_code',
    'local_assignment_option_code',
] %}

with

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

student_records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

completions as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where is_completion

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Case 054: the files name different educators. Selection 3.6 and 3.7, test 8: CRSE
-- asks for a student, CRSC for a result that SCSC would hold, sent before or not.
educators_of_files as (

    select
        files.export_name,
        educators.*
    from educators
    cross join (values ('crse'), ('crsc')) as files (export_name)
    where
        case files.export_name when 'crse' then educators.is_in_crse else educators.is_in_crsc end
        and not {{ is_left_out('files.export_name') }}

),

with_students as (

    select
        'crse' as export_name,
        section_id
    from scheduled
    union
    select
        'crsc' as export_name,
        student_records.section_id
    from student_records
    inner join completions
        on
            student_records.export_name = completions.export_name
            and student_records.record_key = completions.record_key

),

-- Mappings of 9.18 and 9.20: the end of the year takes the class id only where there is one, and
-- no English-learner service.
final as (

    select
        educators.export_name,
        educators.record_key,
        educators.section_id,
        educators.staff_id,
        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        educators.section_id || '-' || coalesce(educators.staff_id, 'VACANT') as local_record_id,
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
            when educators.export_name = 'crse'
                then coalesce(crs_sections.class_id, educators.section_id)
            else crs_sections.class_id
        end as class_id,
        case when educators.export_name = 'crse' then crs_sections.education_service_code end
            as education_service_code,
        {%- for column in codes if column not in ('crs_state_course_code', 'academic_term_code') %}
        crs_sections.{{ column }},
        {%- endfor %}
        crs_sections.is_independent_study,
        crs_sections.is_distance_learning,
        crs_sections.is_middle_school_core,
        crs_sections.is_high_quality_cte,

        -- local codes, and what is wrong with those that are shown
        {%- for column in codes %}
        crs_sections.local_{{ column }},
        crs_sections.{{ column }}_finding,
        {%- endfor %}
        crs_sections.local_education_service_code,
        case
            when educators.export_name = 'crse' then crs_sections.education_service_code_finding
        end as education_service_code_finding,

        -- facts for selection, rules and findings
        sections.state_course_code || ' with '
        || crs_sections.crs_departmentalized_course_standards_grade_level_range_code
            as course_and_grade_range,
        sections.state_course_code || ' with '
        || crs_sections.course_content_area_subcategory_code as course_and_subcategory,
        concat_ws(
            ' with ', crs_sections.education_service_code, crs_sections.instructional_strategy_code
        ) as service_and_strategy,
        coalesce(crs_sections.education_service_code, 'blank') as education_service_or_blank,
        case when crs_sections.is_distance_learning then 'Y' end as distance_learning_text,
        crs_sections.unused_cte_provider_code,
        crs_sections.unused_ap_ib_course_code,
        crs_sections.unused_articulated_indicator,
        crs_sections.unused_high_quality_indicator,
        crs_sections.unused_grade_range_code,
        crs_sections.unused_online_type_code,
        crs_sections.is_cte,
        educators.is_primary,
        educators.is_vacant,
        educators.is_without_seid,
        educators.is_itinerant,
        sections.is_org_excluded as is_school_excluded,
        sections.is_nonpublic_school,
        sections.is_section_excluded,
        sections.is_course_missing,
        sections.is_course_excluded,
        sections.window_start_date is not null as is_in_range,
        with_students.section_id is not null as has_students,
        submitted.subject_key is not null as was_submitted,
        {{ section_key('sections', 'school_code') }} as section_key
    from educators_of_files as educators
    cross join options
    inner join sections on educators.section_id = sections.section_id
    inner join crs_sections on educators.section_id = crs_sections.section_id
    left join with_students
        on
            educators.export_name = with_students.export_name
            and educators.section_id = with_students.section_id
    left join submitted
        on
            educators.export_name = submitted.export_name
            and educators.section_id = submitted.subject_key

)

select * from final
