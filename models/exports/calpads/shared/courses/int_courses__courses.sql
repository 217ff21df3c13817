-- Grain: one row per course, in state codes.

with

courses as (

    select * from {{ ref('stg_sis__courses') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Contract rule 9 on the code date of the range (definition D12); code_sets names no other date.
final as (

    select
        courses.course_id,
        courses.local_course_code,
        courses.course_name,
        courses.state_course_code as local_state_course_code,
        state_course.state_code as state_course_code,
        coalesce({{ is_cte_course('state_course.state_code') }}, false) as is_cte,
        courses.cte_articulated as is_cte_articulated,
        courses.high_quality_cte as is_high_quality_cte,
        coalesce(courses.uc_csu_approved, false) as is_uc_csu_approved,
        courses.uc_csu_requirement_code as local_uc_csu_requirement_code,
        grade_range.state_code as standards_grade_range_code,
        alignment.state_code as standards_alignment_code,
        ap_ib.state_code as ap_ib_course_code,
        courses.content_subcategory_code as local_content_subcategory_code,
        courses.cte_provider_code as local_cte_provider_code,
        courses.instructional_level_code as local_instructional_level_code,
        courses.education_service_code as local_education_service_code,
        courses.language_of_instruction_code as local_language_of_instruction_code,
        courses.instructional_strategy_code as local_instructional_strategy_code,
        courses.funding_source_code as local_funding_source_code,
        courses.online_instruction_type_code as local_online_instruction_type_code,
        courses.independent_study as is_independent_study,
        courses.distance_learning as is_distance_learning,
        courses.middle_school_core as is_middle_school_core,
        coalesce(courses.exclude_from_state_reporting, false) as is_excluded,
        -- Nothing translates the code, not even a row that leaves it blank on purpose.
        courses.state_course_code is not null and state_course.local_key is null
            as is_state_code_unmapped,
        courses.standards_grade_range_code as local_standards_grade_range_code,
        courses.standards_alignment_code as local_standards_alignment_code,
        courses.ap_ib_course_code as local_ap_ib_course_code,
        -- A course code that is not in force is written all the same, and reported (ruling 39).
        replace(
            {{ code_finding('state_course', 'courses.state_course_code') }},
            'GERR0007', 'course_code_not_in_force'
        ) as state_course_code_finding,
        {{ code_finding('grade_range', 'courses.standards_grade_range_code') }}
            as standards_grade_range_code_finding,
        {{ code_finding('alignment', 'courses.standards_alignment_code') }}
            as standards_alignment_code_finding,
        {{ code_finding('ap_ib', 'courses.ap_ib_course_code') }} as ap_ib_course_code_finding
    from courses
    cross join options
    left join state_codes as state_course
        on {{ code_matches('state_course', 'calpads.course_group_state',
                           'courses.state_course_code', 'options.range_reference_date') }}
    left join state_codes as grade_range
        on {{ code_matches('grade_range', 'calpads.course_standards_grade_range',
                           'courses.standards_grade_range_code',
                           'options.range_reference_date') }}
    left join state_codes as alignment
        on {{ code_matches('alignment', 'calpads.content_standards_alignment',
                           'courses.standards_alignment_code', 'options.range_reference_date') }}
    left join state_codes as ap_ib
        on {{ code_matches('ap_ib', 'calpads.course_group_state',
                           'courses.ap_ib_course_code', 'options.range_reference_date') }}

)

select * from final
