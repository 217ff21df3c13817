-- Grain: one row per course, in state codes.

with

courses as (

    select * from {{ ref('int_courses__courses') }}

),

codes as (

    select * from {{ ref('codes') }}
    where code_set = 'calpads.course_group_state'

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- A state code that came again after a pause has several rows; the last one names it.
state_names as (

    select
        code,
        max_by(name, {{ start_or_open('start_date') }}) as name
    from codes
    group by code

),

final as (

    select
        courses.course_id,
        courses.local_course_code,
        courses.course_name,
        courses.state_course_code,
        state_names.name as state_course_name,
        courses.ap_ib_course_code,
        courses.standards_grade_range_code,
        courses.standards_alignment_code,
        requirements.state_code as uc_csu_requirement_code,
        courses.is_cte,
        courses.is_cte_articulated,
        courses.is_high_quality_cte,
        courses.is_uc_csu_approved,
        courses.is_excluded,
        courses.is_state_code_unmapped
    from courses
    cross join options
    left join state_names on courses.state_course_code = state_names.code
    left join state_codes as requirements
        on {{ code_matches('requirements', 'calpads.college_admission_requirement',
                           'courses.local_uc_csu_requirement_code',
                           'options.range_reference_date') }}

)

select * from final
