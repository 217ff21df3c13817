-- Grain: one row per course, in state codes.

with

courses as (

    select * from {{ ref('stg_sis__courses') }}

),

sections as (

    select * from {{ ref('stg_sis__sections') }}

),

sessions as (

    select * from {{ ref('stg_sis__academic_sessions') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

codes as (

    select * from {{ ref('codes') }}
    where code_set = 'calpads.course_group_state'

),

-- A state code that came again after a pause has several rows; the last one names it.
state_names as (

    select
        code,
        max_by(name, {{ start_or_open('start_date') }}) as name
    from codes
    group by code

),

latest_sessions as (

    select
        sections.course_id,
        max(sessions.start_date) as start_date
    from sections
    inner join sessions on sections.session_id = sessions.session_id
    group by sections.course_id

),

-- Codes are those of the latest term in which the course has a section; of a course without
-- sections, those without end.
dated as (

    select
        courses.*,
        latest_sessions.start_date as latest_session_start_date,
        coalesce(latest_sessions.start_date, cast('9999-12-31' as date)) as code_date
    from courses
    left join latest_sessions on courses.course_id = latest_sessions.course_id

),

final as (

    select
        dated.course_id,
        dated.local_course_code,
        dated.course_name,
        state_courses.state_code as state_course_code,
        state_names.name as state_course_name,
        ap_ib.state_code as ap_ib_course_code,
        grade_ranges.state_code as standards_grade_range_code,
        alignments.state_code as standards_alignment_code,
        requirements.state_code as uc_csu_requirement_code,
        coalesce({{ is_cte_course('state_courses.state_code') }}, false) as is_cte,
        dated.cte_articulated as is_cte_articulated,
        dated.high_quality_cte as is_high_quality_cte,
        coalesce(dated.uc_csu_approved, false) as is_uc_csu_approved,
        coalesce(dated.exclude_from_state_reporting, false) as is_excluded,
        dated.state_course_code is not null and state_courses.local_key is null
            as is_state_code_unmapped,
        dated.latest_session_start_date
    from dated
    left join state_codes as state_courses
        on {{ code_matches('state_courses', 'calpads.course_group_state',
                           'dated.state_course_code', 'dated.code_date') }}
    left join state_codes as grade_ranges
        on {{ code_matches('grade_ranges', 'calpads.course_standards_grade_range',
                           'dated.standards_grade_range_code', 'dated.code_date') }}
    left join state_codes as alignments
        on {{ code_matches('alignments', 'calpads.content_standards_alignment',
                           'dated.standards_alignment_code', 'dated.code_date') }}
    left join state_codes as ap_ib
        on {{ code_matches('ap_ib', 'calpads.course_group_state',
                           'dated.ap_ib_course_code', 'dated.code_date') }}
    left join state_codes as requirements
        on {{ code_matches('requirements', 'calpads.college_admission_requirement',
                           'dated.uc_csu_requirement_code', 'dated.code_date') }}
    left join state_names on state_courses.state_code = state_names.code

)

select * from final
