-- Grain: one row per section of the academic year: its own values, else those of its course.

with

sections as (

    select * from {{ ref('int_courses__sections') }}

),

own as (

    select * from {{ ref('stg_sis__sections') }}

),

courses as (

    select * from {{ ref('int_courses__courses') }}

),

-- Contract rule 10, cases 049 to 051: a section value that is not null wins, and false is a value.
final as (

    select
        sections.section_id,
        own.class_id,
        own.multiple_teacher_code as local_multiple_teacher_code,
        own.local_assignment_option_code,
        coalesce(own.content_subcategory_code, courses.local_content_subcategory_code)
            as local_content_subcategory_code,
        coalesce(own.cte_provider_code, courses.local_cte_provider_code)
            as local_cte_provider_code,
        coalesce(own.instructional_level_code, courses.local_instructional_level_code)
            as local_instructional_level_code,
        coalesce(own.education_service_code, courses.local_education_service_code)
            as local_education_service_code,
        coalesce(own.language_of_instruction_code, courses.local_language_of_instruction_code)
            as local_language_of_instruction_code,
        coalesce(own.instructional_strategy_code, courses.local_instructional_strategy_code)
            as local_instructional_strategy_code,
        coalesce(own.funding_source_code, courses.local_funding_source_code)
            as local_funding_source_code,
        coalesce(own.online_instruction_type_code, courses.local_online_instruction_type_code)
            as local_online_instruction_type_code,
        coalesce(own.independent_study, courses.is_independent_study, false)
            as is_independent_study,
        coalesce(own.distance_learning, courses.is_distance_learning, false)
            as is_distance_learning,
        coalesce(own.middle_school_core, courses.is_middle_school_core, false)
            as is_middle_school_core
    from sections
    inner join own on sections.section_id = own.section_id
    left join courses on sections.course_id = courses.course_id

)

select * from final
