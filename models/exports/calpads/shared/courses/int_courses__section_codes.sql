-- Grain: one row per section of the academic year: its own values, else those of its course, coded.

{#- The code set of each code of a section. -#}
{%- set code_sets = {
    'course_section_instructional_level_code': 'calpads.course_instructional_level',
    'education_service_code': 'calpads.education_service_english_learner',
    'language_of_instruction_code': 'calpads.language',
    'instructional_strategy_code': 'calpads.instructional_strategy',
    'multiple_teacher_code': 'calpads.multiple_teacher',
    'education_program_funding_source_code': 'calpads.education_program_funding_source',
    'cte_course_section_provider_code': 'calpads.cte_course_provider',
    'course_content_area_subcategory_code': 'calpads.course_content_area_subcategory',
    'online_course_instruction_type_code': 'calpads.online_course_instruction_type',
    'local_assignment_option_code': 'calpads.local_assignment_option',
} %}

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

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Contract rule 10, cases 049 to 051: a section value that is not null wins, and false is a value.
section_values as (

    select
        sections.section_id,
        own.class_id,
        coalesce(own.instructional_level_code, courses.local_instructional_level_code)
            as local_course_section_instructional_level_code,
        coalesce(own.education_service_code, courses.local_education_service_code)
            as local_education_service_code,
        coalesce(own.language_of_instruction_code, courses.local_language_of_instruction_code)
            as local_language_of_instruction_code,
        coalesce(own.instructional_strategy_code, courses.local_instructional_strategy_code)
            as local_instructional_strategy_code,
        own.multiple_teacher_code as local_multiple_teacher_code,
        coalesce(own.funding_source_code, courses.local_funding_source_code)
            as local_education_program_funding_source_code,
        coalesce(own.cte_provider_code, courses.local_cte_provider_code)
            as local_cte_course_section_provider_code,
        coalesce(own.content_subcategory_code, courses.local_content_subcategory_code)
            as local_course_content_area_subcategory_code,
        coalesce(own.online_instruction_type_code, courses.local_online_instruction_type_code)
            as local_online_course_instruction_type_code,
        own.local_assignment_option_code as local_local_assignment_option_code,
        coalesce(own.independent_study, courses.is_independent_study, false)
            as is_independent_study,
        coalesce(own.distance_learning, courses.is_distance_learning, false)
            as is_distance_learning,
        coalesce(own.middle_school_core, courses.is_middle_school_core, false)
            as is_middle_school_core
    from sections
    inner join own on sections.section_id = own.section_id
    left join courses on sections.course_id = courses.course_id

),

-- Contract rule 9 on the code date of the range (definition D12).
final as (

    select
        section_values.*,
        {%- for column in code_sets %}
        {{ column }}_rows.state_code
            as {{ column }},
        {%- endfor %}
        {%- for column in code_sets %}
        {{ code_finding(column ~ '_rows', 'section_values.local_' ~ column) }}
            as {{ column }}_finding,
        {%- endfor %}
        -- Mapping of 9.16: a code that nothing translates is a code still; one that is left blank
        -- on purpose says that there is no team.
        section_values.local_multiple_teacher_code is not null
        and (
            multiple_teacher_code_rows.local_key is null
            or multiple_teacher_code_rows.state_code is not null
        ) as is_team_taught
    from section_values
    cross join options
    {%- for column, code_set in code_sets.items() %}
    left join state_codes as {{ column }}_rows
        on {{ code_matches(column ~ '_rows', code_set, 'section_values.local_' ~ column,
                           'options.range_reference_date') }}
    {%- endfor %}

)

select * from final
