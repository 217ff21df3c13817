-- Grain: one row per section of the academic year: its values in state codes.

{#- Output column of each code: its set, and the column of the local code. -#}
{%- set codes = {
    'course_section_instructional_level_code':
        ('calpads.course_instructional_level', 'local_instructional_level_code'),
    'education_service_code':
        ('calpads.education_service_english_learner', 'local_education_service_code'),
    'language_of_instruction_code':
        ('calpads.language', 'local_language_of_instruction_code'),
    'instructional_strategy_code':
        ('calpads.instructional_strategy', 'local_instructional_strategy_code'),
    'multiple_teacher_code':
        ('calpads.multiple_teacher', 'local_multiple_teacher_code'),
    'education_program_funding_source_code':
        ('calpads.education_program_funding_source', 'local_funding_source_code'),
    'cte_course_section_provider_code':
        ('calpads.cte_course_provider', 'local_cte_provider_code'),
    'course_content_area_subcategory_code':
        ('calpads.course_content_area_subcategory', 'local_content_subcategory_code'),
    'online_course_instruction_type_code':
        ('calpads.online_course_instruction_type', 'local_online_instruction_type_code'),
    'local_assignment_option_code':
        ('calpads.local_assignment_option', 'local_assignment_option_code'),
} %}
{%- set found = [] %}
{%- for column, (code_set, local_code) in codes.items() %}
{%- do found.append(code_hits(column ~ '_rows', column, 'section_values.' ~ local_code)) %}
{%- endfor %}

with

section_values as (

    select * from {{ ref('int_courses__section_values') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Contract rule 9 on the code date of the range (definition D12).
final as (

    select
        section_values.section_id,
        section_values.class_id,
        {%- for column in codes %}
        {{ column }}_rows.state_code as {{ column }},
        {%- endfor %}
        section_values.is_independent_study,
        section_values.is_distance_learning,
        section_values.is_middle_school_core,
        -- Mapping of 9.16: a code that nothing translates is a code still; one that is left blank
        -- on purpose says that there is no team.
        section_values.local_multiple_teacher_code is not null
        and (
            multiple_teacher_code_rows.local_key is null
            or multiple_teacher_code_rows.state_code is not null
        ) as is_team_taught,
        {{ hits(found) }} as code_hits
    from section_values
    cross join options
    {%- for column, (code_set, local_code) in codes.items() %}
    left join state_codes as {{ column }}_rows
        on {{ code_matches(column ~ '_rows', code_set, 'section_values.' ~ local_code,
                           'options.range_reference_date') }}
    {%- endfor %}

)

select * from final
