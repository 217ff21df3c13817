-- Grain: one row per posted result of the year that SCSC could hold, with its section and codes.

with

grades as (

    select * from {{ ref('stg_sis__course_grades') }}

),

known_sections as (

    select * from {{ ref('stg_sis__sections') }}

),

sections as (

    select * from {{ ref('int_courses__section_fields') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection 3.9: a result without section, or of an unknown one, has no place, so it is a candidate
-- of a run for the whole agency alone; one at a place outside the scope is none.
final as (

    select
        grades.course_grade_id,
        grades.student_id,
        sections.section_id,
        sections.org_id,
        sections.session_id,
        grades.credits_attempted as student_credits_attempted,
        grades.credits_earned as student_credits_earned,
        grades.final_mark as student_course_final_grade,
        -- Mapping of 10.19: the area of the result, else that of an approved course.
        case
            when grades.uc_csu_requirement_code is not null then requirements.state_code
            else sections.uc_csu_admission_requirement_code
        end as uc_csu_admission_requirement_code,
        -- Mapping of 10.20: null in the raw row alone gives the term of the section.
        case
            when grades.marking_period_code is not null then marking_periods.state_code
            else sections.academic_term_code
        end as marking_period,
        grades.carnegie_units_earned,
        coalesce(grades.uc_csu_requirement_code, sections.local_uc_csu_admission_requirement_code)
            as local_uc_csu_admission_requirement_code,
        grades.marking_period_code as local_marking_period,
        case
            when grades.uc_csu_requirement_code is not null
                then {{ code_finding('requirements', 'grades.uc_csu_requirement_code') }}
            else sections.uc_csu_admission_requirement_code_finding
        end as uc_csu_admission_requirement_code_finding,
        {{ code_finding('marking_periods', 'grades.marking_period_code') }}
            as marking_period_finding
    from grades
    cross join options
    left join known_sections on grades.section_id = known_sections.section_id
    left join sections on grades.section_id = sections.section_id
    left join state_codes as requirements
        on {{ code_matches('requirements', 'calpads.college_admission_requirement',
                           'grades.uc_csu_requirement_code', 'options.range_reference_date') }}
    left join state_codes as marking_periods
        on {{ code_matches('marking_periods', 'calpads.academic_term',
                           'grades.marking_period_code', 'options.range_reference_date') }}
    where
        grades.school_year = options.school_year
        and (
            sections.section_id is not null
            or (known_sections.section_id is null and options.site = 'LEA')
        )

)

select * from final
