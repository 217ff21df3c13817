-- Grain: one row per section of the academic year: what the state's pair lists say of its codes.

with

sections as (

    select * from {{ ref('int_courses__sections') }}

),

crs_sections as (

    select * from {{ ref('int_courses__crs_sections') }}

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}
    where is_allowed

),

college_courses as (

    select code from {{ ref('code_roles') }}
    where role = 'college_course'

),

no_languages as (

    select code from {{ ref('code_roles') }}
    where role = 'no_language_of_instruction'

),

-- The lists name only some courses; a course that one does not name needs no value.
with_subcategory as (

    select second_code as course_code
    from pairs
    where pair_set = 'course_content_area_subcategory.course_group_state'
    group by second_code

),

with_grade_range as (

    select first_code as course_code
    from pairs
    where pair_set = 'course_group_state.standards_grade_range'
    group by first_code

),

final as (

    select
        sections.section_id,
        with_subcategory.course_code is not null as needs_subcategory,
        subcategory.pair_set is not null as is_subcategory_pair,
        with_grade_range.course_code is not null and not crs_sections.is_college_level
            as needs_grade_range,
        grade_range.pair_set is not null as is_grade_range_pair,
        never_approved.pair_set is not null as is_usually_not_approved,
        always_approved.pair_set is not null as is_usually_approved,
        crs_sections.is_college_level or college_courses.code is not null as is_college_course,
        no_languages.code is not null as is_no_language
    from sections
    inner join crs_sections on sections.section_id = crs_sections.section_id
    left join with_subcategory on sections.state_course_code = with_subcategory.course_code
    left join with_grade_range on sections.state_course_code = with_grade_range.course_code
    left join college_courses on sections.state_course_code = college_courses.code
    left join no_languages on crs_sections.language_of_instruction_code = no_languages.code
    left join pairs as subcategory
        on {{ is_pair('subcategory', 'course_content_area_subcategory.course_group_state',
                      'crs_sections.course_content_area_subcategory_code',
                      'sections.state_course_code') }}
    left join pairs as grade_range
        on {{ is_pair('grade_range', 'course_group_state.standards_grade_range',
                      'sections.state_course_code',
                      'crs_sections.crs_departmentalized_course_standards_grade_level_range_code') }}
    left join pairs as never_approved
        on {{ is_pair('never_approved', 'course_group_state.meetsuc_csu',
                      'sections.state_course_code', "'N'") }}
    left join pairs as always_approved
        on {{ is_pair('always_approved', 'course_group_state.meetsuc_csu',
                      'sections.state_course_code', "'Y'") }}

)

select * from final
