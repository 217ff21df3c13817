-- Grain: one row per CRSE or CRSC record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}
    where exclusion_reason is null

),

section_pairs as (

    select * from {{ ref('int_courses__section_pairs') }}

),

services as (

    select * from {{ ref('int_calpads__course_sections_services') }}

),

selected as (

    select records.*
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

),

-- Narrow on purpose: a window carries every column of its rows.
compared as (

    select
        export_name,
        record_key,
        min(course_facts) over course <> max(course_facts) over course as has_other_course_facts,
        multiple_teacher_code is not null
        and seid <> '9999999999'
        and min(case when multiple_teacher_code is not null then seid end) over room
        = max(case when multiple_teacher_code is not null then seid end) over room
            as is_without_second_teacher
    from (
        select
            export_name,
            record_key,
            reporting_lea,
            school_of_course_delivery,
            crs_local_course_id,
            academic_term_code,
            class_id,
            multiple_teacher_code,
            seid,
            {{ key_text([
                'crs_state_course_code', 'crs_course_name', 'is_cte_articulated',
                'is_uc_csu_approved'
            ]) }} as course_facts
        from selected
    ) as narrow
    window
        course as (partition by export_name, reporting_lea, crs_local_course_id),
        room as (
            partition by export_name, school_of_course_delivery, academic_term_code, class_id
        )

),

evaluated as (

    select
        selected.*,
        selected.crs_departmentalized_course_standards_grade_level_range_code as grade_range,
        selected.course_content_area_subcategory_code as subcategory,
        selected.language_of_instruction_code as language,
        selected.instructional_strategy_code as strategy,
        selected.education_service_code as service,
        selected.export_name = 'crse' as is_crse,
        selected.export_name = 'crsc' as is_crsc,
        compared.has_other_course_facts,
        compared.is_without_second_teacher,
        services.has_other_service,
        services.has_other_team_service,
        section_pairs.needs_subcategory,
        section_pairs.is_subcategory_pair,
        section_pairs.needs_grade_range,
        section_pairs.is_grade_range_pair,
        section_pairs.is_usually_not_approved,
        section_pairs.is_usually_approved,
        section_pairs.is_college_course,
        section_pairs.is_no_language
    from selected
    inner join compared
        on
            selected.export_name = compared.export_name
            and selected.record_key = compared.record_key
    inner join services
        on
            selected.export_name = services.export_name
            and selected.record_key = services.record_key
    inner join section_pairs on selected.section_id = section_pairs.section_id

),

-- A rule of both files stands once for each, as the state numbers it. Where it numbers a rule for
-- one file alone and the layout says the same of the other, the other has a rule of our own name.
final as (

    select
        export_name,
        record_key,

        -- CRSE0124, CRSC0124 (9.07, 9.13): courses of this code are usually not UC/CSU approved.
        is_crse and is_uc_csu_approved and is_usually_not_approved as crse0124,
        is_crsc and is_uc_csu_approved and is_usually_not_approved as crsc0124,
        -- CRSE0125, CRSC0125 (9.07, 9.13): courses of this code are usually UC/CSU approved.
        is_crse and not is_uc_csu_approved and is_usually_approved as crse0125,
        is_crsc and not is_uc_csu_approved and is_usually_approved as crsc0125,
        -- CRSE0130 (9.14, 9.16, 9.18, 9.25): a multiple teacher code needs a second teacher.
        is_crse and is_without_second_teacher as crse0130,
        -- CRSE0131 (9.20, 9.22): service 1 and strategy 600 need a language of instruction.
        is_crse and (service = '1' or strategy = '600') and language is null as crse0131,
        -- CRSE0132 (9.21): this code is no language of instruction; in CRSC our own rule.
        is_crse and is_no_language as crse0132,
        is_crsc and is_no_language as language_not_of_instruction,
        -- CRSE0133, CRSC0133 (9.07, 9.27): a CTE course needs its provider.
        is_crse and is_cte and cte_course_section_provider_code is null as crse0133,
        is_crsc and is_cte and cte_course_section_provider_code is null as crsc0133,
        -- CRSE0135, CRSC0135 (9.16): a SEID has ten digits.
        is_crse and not {{ has_digits('seid', 10) }} as crse0135,
        is_crsc and not {{ has_digits('seid', 10) }} as crsc0135,
        -- CRSE0223 (9.20, 9.22): services other than 5 and 6 need a strategy.
        is_crse and service not in ('5', '6') and strategy is null as crse0223,
        -- CRSE0224 (9.20, 9.22): strategies 400 to 650 need an English-learner service.
        is_crse and strategy in ('400', '500', '600', '650') and coalesce(service, '5') = '5'
            as crse0224,
        -- CRSE0231, CRSC0231 (9.07, 9.08, 9.09, 9.13): one local course, one set of facts.
        is_crse and has_other_course_facts as crse0231,
        is_crsc and has_other_course_facts as crsc0231,
        -- CRSE0274 (9.14, 9.20): all educators of a section show the same service.
        is_crse and has_other_service as crse0274,
        -- CRSE0274F2 (9.20, 9.25): all educators of a team show the same service.
        is_crse and has_other_team_service as crse0274f2,
        -- CRSE0467 (9.07, 9.28): the subcategory fits the course; in CRSC our own rule.
        is_crse and subcategory is not null and not is_subcategory_pair as crse0467,
        is_crsc and subcategory is not null and not is_subcategory_pair
            as subcategory_not_of_course,
        -- CRSE0468, CRSC0468 (9.07, 9.19, 9.29): the standards grade range fits the course.
        is_crse and grade_range is not null and not is_grade_range_pair as crse0468,
        is_crsc and grade_range is not null and not is_grade_range_pair as crsc0468,
        -- CRSE0530 (9.07, 9.19, 9.29): a code other than 1000 needs the grade range but at college.
        is_crse
        and crs_state_course_code <> '1000'
        and coalesce(course_section_instructional_level_code, '') not in ('23', '24')
        and grade_range is null as crse0530,
        -- CRSC0545 (9.07, 9.16, 9.19): SEID 9999999999 for college-level sections only.
        is_crsc and seid = '9999999999' and not is_college_course as crsc0545,

        -- Our own, of both files: vacancies, fields that the kind of course asks for, and facts of
        -- another kind of course, so that the field is blank.
        is_vacant as teacher_vacancy,
        is_without_seid as educator_without_seid,
        is_crse and not has_students as empty_itinerant_section,
        needs_subcategory and subcategory is null
            as conditional_field_blank__course_content_area_subcategory_code,
        is_distance_learning and online_course_instruction_type_code is null
            as conditional_field_blank__online_course_instruction_type_code,
        unused_cte_provider_code is not null
            as fact_of_another_course__cte_course_section_provider_code,
        unused_ap_ib_course_code is not null
            as fact_of_another_course__ap_ib_course_code_cross_reference,
        unused_articulated_indicator is not null
            as fact_of_another_course__crs_cte_postsecondary_articulated_course_indicator,
        unused_high_quality_indicator is not null
            as fact_of_another_course__high_quality_cte_course_indicator,
        unused_grade_range_code is not null
            as fact_of_another_course__crs_departmentalized_course_standards_grade_level_range_code,
        unused_online_type_code is not null
            as fact_of_another_course__online_course_instruction_type_code,
        is_crsc and needs_grade_range and grade_range is null
            as conditional_field_blank__crs_departmentalized_course_standards_grade_level_range_code
    from evaluated

)

select * from final
