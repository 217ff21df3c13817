-- Grain: one row per section at a place in scope, as the student course files tell it, judged once.

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
        {{ hits([code_hits(
            'requirements', 'uc_csu_admission_requirement_code',
            'sections.local_uc_csu_requirement_code'
        )]) }} as requirement_hits
    from sections
    cross join options
    left join state_codes as requirements
        on {{ code_matches('requirements', 'calpads.college_admission_requirement',
                           'sections.local_uc_csu_requirement_code',
                           'options.range_reference_date') }}

),

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
        -- Mapping of 10.19: only for a course that is approved.
        case when coded.is_uc_csu_approved then coded.uc_csu_admission_requirement_code end
            as uc_csu_admission_requirement_code,
        self_contained.code is null as is_departmentalized,
        -- Selection 3.8, tests 3 to 7 and 3.9, tests 4 to 8: the first that holds is the reason.
        case
            when coded.is_org_excluded then 'school_excluded'
            when coded.is_nonpublic_school then 'nonpublic_school'
            when coded.is_section_excluded then 'section_excluded'
            when coded.is_course_missing or coded.is_course_excluded then 'course_excluded'
            when coded.state_course_code is null then 'no_state_course_code'
        end as section_reason,
        coded.term_hits,
        case when coded.is_uc_csu_approved then coded.requirement_hits else {{ hits([]) }} end
            as requirement_hits,
        {{ unsafe_hits([
            'coded.section_id',
            'coded.reporting_lea',
            'coded.school_of_course_delivery',
            'coded.local_course_id',
            'coded.course_section_id',
            'coded.academic_term_code',
        ]) }} as section_unsafe_hits
    from coded
    left join self_contained on coded.state_course_code = self_contained.code

)

select * from final
