-- Grain: one row per section of the academic year, as CRSE and CRSC tell it.

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
        courses.course_name,
        coalesce(courses.is_cte, false) as is_cte,
        courses.is_cte_articulated,
        courses.is_high_quality_cte,
        courses.ap_ib_course_code,
        courses.standards_grade_range_code,
        courses.standards_alignment_code,
        coalesce(courses.state_course_hits, {{ hits([]) }}) as state_course_hits,
        coalesce(courses.grade_range_hits, {{ hits([]) }}) as grade_range_hits,
        coalesce(courses.alignment_hits, {{ hits([]) }}) as alignment_hits,
        coalesce(courses.ap_ib_hits, {{ hits([]) }}) as ap_ib_hits,
        {{ hits([
            hit('unmapped_code', 'academic_term_code', 'left(sections.local_term_code, 40)', when="sections.academic_term_code_finding = 'unmapped_code'"),
            hit('ambiguous_code', 'academic_term_code', 'left(sections.local_term_code, 40)', when="sections.academic_term_code_finding = 'ambiguous_code'"),
            hit('GERR0002', 'academic_term_code', 'left(sections.local_term_code, 40)', when="sections.academic_term_code_finding = 'GERR0002'"),
            hit('GERR0007', 'academic_term_code', 'left(sections.local_term_code, 40)', when="sections.academic_term_code_finding = 'GERR0007'"),
        ]) }} as term_hits,
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
-- course stays blank, and its codes are not judged.
final as (

    select
        section_id,
        course_name as crs_course_name,
        is_cte,
        is_college_level,
        case when is_cte then coalesce(is_cte_articulated, false) end as is_cte_articulated,
        class_id,
        course_section_instructional_level_code,
        education_service_code,
        language_of_instruction_code,
        instructional_strategy_code,
        is_independent_study,
        is_distance_learning,
        multiple_teacher_code,
        education_program_funding_source_code,
        case when is_cte then cte_course_section_provider_code end
            as cte_course_section_provider_code,
        course_content_area_subcategory_code,
        case when not is_college_level then standards_grade_range_code end
            as standards_grade_range_code,
        standards_alignment_code,
        case when is_cte then ap_ib_course_code end as ap_ib_course_code,
        case when is_distance_learning then online_course_instruction_type_code end
            as online_course_instruction_type_code,
        case when is_middle_grades then is_middle_school_core end as is_middle_school_core,
        local_assignment_option_code,
        case when is_cte then coalesce(is_high_quality_cte, false) end as is_high_quality_cte,
        {{ joined_hits([
            'term_hits',
            'state_course_hits',
            'alignment_hits',
            hits_on('code_hits', [
                'course_section_instructional_level_code', 'language_of_instruction_code',
                'instructional_strategy_code', 'multiple_teacher_code',
                'education_program_funding_source_code', 'course_content_area_subcategory_code',
                'local_assignment_option_code',
            ]),
            'case when is_cte then ' ~ joined_hits([
                'ap_ib_hits', hits_on('code_hits', ['cte_course_section_provider_code']),
            ]) ~ ' else ' ~ hits([]) ~ ' end',
            'case when is_distance_learning then '
            ~ hits_on('code_hits', ['online_course_instruction_type_code'])
            ~ ' else ' ~ hits([]) ~ ' end',
            'case when is_college_level then ' ~ hits([]) ~ ' else grade_range_hits end',
            hits([
                hit('fact_of_another_course', 'cte_course_section_provider_code',
                    'cte_course_section_provider_code',
                    when='not is_cte and cte_course_section_provider_code is not null'),
                hit('fact_of_another_course', 'ap_ib_course_code_cross_reference',
                    'ap_ib_course_code', when='not is_cte and ap_ib_course_code is not null'),
                hit('fact_of_another_course',
                    'crs_cte_postsecondary_articulated_course_indicator', "'Y'",
                    when='not is_cte and is_cte_articulated'),
                hit('fact_of_another_course', 'high_quality_cte_course_indicator', "'Y'",
                    when='not is_cte and is_high_quality_cte'),
                hit('fact_of_another_course',
                    'crs_departmentalized_course_standards_grade_level_range_code',
                    'standards_grade_range_code',
                    when='is_college_level and standards_grade_range_code is not null'),
                hit('fact_of_another_course', 'online_course_instruction_type_code',
                    'online_course_instruction_type_code',
                    when='not is_distance_learning'
                    ~ ' and online_course_instruction_type_code is not null'),
            ]),
        ]) }} as code_hits,
        {{ hits_on('code_hits', ['education_service_code']) }} as education_service_hits
    from joined

)

select * from final
