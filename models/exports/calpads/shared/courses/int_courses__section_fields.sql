-- Grain: one row per section at a place in scope, as the student course files show it.

with

sections as (

    select * from {{ ref('int_courses__sections_in_scope') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

self_contained as (

    select * from {{ ref('code_roles') }}
    where role = 'self_contained_course'

),

options as (

    select * from {{ ref('run_options') }}

),

coded as (

    select
        sections.*,
        sections.school_code as school_of_course_delivery,
        requirements.state_code as uc_csu_admission_requirement_code,
        {{ code_finding('requirements', 'sections.local_uc_csu_requirement_code') }}
            as uc_csu_admission_requirement_code_finding
    from sections
    cross join options
    left join state_codes as requirements
        on {{ code_matches('requirements', 'calpads.college_admission_requirement',
                           'sections.local_uc_csu_requirement_code',
                           'options.range_reference_date') }}

),

-- Mapping of 10.19: the area of the course only when it is approved, and only then what is wrong
-- with it.
final as (

    select
        coded.section_id,
        coded.org_id,
        coded.session_id,
        coded.is_of_year,
        coded.reporting_lea,
        coded.school_of_course_delivery,
        coded.local_course_id,
        coded.course_section_id,
        coded.academic_term_code,
        case when coded.is_uc_csu_approved then coded.uc_csu_admission_requirement_code end
            as uc_csu_admission_requirement_code,
        coded.local_term_code as local_academic_term_code,
        coded.local_uc_csu_requirement_code as local_uc_csu_admission_requirement_code,
        coded.academic_term_code_finding,
        case when coded.is_uc_csu_approved then coded.uc_csu_admission_requirement_code_finding end
            as uc_csu_admission_requirement_code_finding,
        coded.is_org_excluded as is_school_excluded,
        coded.is_nonpublic_school,
        coded.is_section_excluded,
        coded.is_course_missing or coded.is_course_excluded as is_course_excluded,
        coded.state_course_code is not null as has_state_course_code,
        self_contained.code is null as is_departmentalized
    from coded
    left join self_contained on coded.state_course_code = self_contained.code

)

select * from final
