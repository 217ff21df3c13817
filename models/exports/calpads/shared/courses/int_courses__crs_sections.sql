-- Grain: one row per section of the academic year, as CRSE and CRSC show it.

{%- set plain_codes = [
    'course_section_instructional_level_code',
    'education_service_code',
    'language_of_instruction_code',
    'instructional_strategy_code',
    'multiple_teacher_code',
    'education_program_funding_source_code',
    'course_content_area_subcategory_code',
    'local_assignment_option_code',
] %}
{#- Field of a code that one kind of course has, the code, and which kind. -#}
{%- set special_codes = {
    'cte_course_section_provider_code': ('cte_course_section_provider_code', 'is_cte'),
    'ap_ib_course_code_cross_reference': ('ap_ib_course_code', 'is_cte'),
    'crs_departmentalized_course_standards_grade_level_range_code':
        ('standards_grade_range_code', 'not is_college_level'),
    'online_course_instruction_type_code':
        ('online_course_instruction_type_code', 'is_distance_learning'),
} %}

with

sections as (

    select * from {{ ref('int_courses__sections') }}

),

courses as (

    select * from {{ ref('int_courses__courses') }}

),

section_codes as (

    select * from {{ ref('int_courses__section_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}

),

college_levels as (

    select code from roles
    where role = 'college_level'

),

middle_grades as (

    select code from roles
    where role = 'middle_grades'

),

joined as (

    select
        section_codes.*,
        sections.local_state_course_code,
        sections.local_term_code,
        sections.academic_term_code_finding,
        courses.course_name,
        coalesce(courses.is_cte, false) as is_cte,
        courses.is_cte_articulated,
        courses.is_high_quality_cte,
        courses.ap_ib_course_code,
        courses.standards_grade_range_code,
        courses.standards_alignment_code,
        courses.local_ap_ib_course_code,
        courses.local_standards_grade_range_code,
        courses.local_standards_alignment_code,
        courses.state_course_code_finding,
        courses.ap_ib_course_code_finding,
        courses.standards_grade_range_code_finding,
        courses.standards_alignment_code_finding,
        college_levels.code is not null as is_college_level,
        college_levels.code is null and middle_grades.code is not null as is_middle_grades
    from section_codes
    inner join sections on section_codes.section_id = sections.section_id
    left join courses on sections.course_id = courses.course_id
    left join college_levels
        on section_codes.course_section_instructional_level_code = college_levels.code
    left join middle_grades on courses.standards_grade_range_code = middle_grades.code

),

-- Mappings of 9.12, 9.27, 9.29, 9.32 to 9.34 and 9.36: a fact that belongs to another kind of
-- course stays blank, and so does what is wrong with its code; it stands under unused_.
final as (

    select
        section_id,
        class_id,
        is_cte,
        is_college_level,
        is_independent_study,
        is_distance_learning,
        course_name as crs_course_name,
        case when is_cte then coalesce(is_cte_articulated, false) end as is_cte_articulated,
        case when is_cte then coalesce(is_high_quality_cte, false) end as is_high_quality_cte,
        case when is_middle_grades then is_middle_school_core end as is_middle_school_core,
        {%- for column in plain_codes %}
        {{ column }},
        local_{{ column }},
        {{ column }}_finding,
        {%- endfor %}
        {%- for column, (code, condition) in special_codes.items() %}
        case when {{ condition }} then {{ code }} end
            as {{ column }},
        local_{{ code }}
            as local_{{ column }},
        case when {{ condition }} then {{ code }}_finding end
            as {{ column }}_finding,
        {%- endfor %}
        local_state_course_code as local_crs_state_course_code,
        state_course_code_finding as crs_state_course_code_finding,
        local_term_code as local_academic_term_code,
        academic_term_code_finding,
        standards_alignment_code as crs_content_standards_alignment_code,
        local_standards_alignment_code as local_crs_content_standards_alignment_code,
        standards_alignment_code_finding as crs_content_standards_alignment_code_finding,
        case when not is_cte then cte_course_section_provider_code end as unused_cte_provider_code,
        case when not is_cte then ap_ib_course_code end as unused_ap_ib_course_code,
        case when not is_cte and is_cte_articulated then 'Y' end as unused_articulated_indicator,
        case when not is_cte and is_high_quality_cte then 'Y' end
            as unused_high_quality_indicator,
        case when is_college_level then standards_grade_range_code end as unused_grade_range_code,
        case when not is_distance_learning then online_course_instruction_type_code end
            as unused_online_type_code
    from joined

)

select * from final
