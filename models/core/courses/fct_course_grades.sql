-- Grain: one row per posted course result, in state codes.

with

grades as (

    select * from {{ ref('stg_sis__course_grades') }}

),

sections as (

    select * from {{ ref('fct_sections') }}

),

courses as (

    select * from {{ ref('dim_courses') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Codes are those of the first day of the term; of a result without section, of the school year.
dated as (

    select
        grades.*,
        sections.org_id,
        sections.course_id,
        sections.session_id,
        coalesce(
            sections.session_start_date, {{ school_year_start('grades.school_year') }}
        ) as code_date
    from grades
    left join sections on grades.section_id = sections.section_id

),

-- Contract of course_grades: the A-G area of the result goes before that of the course.
final as (

    select
        dated.course_grade_id,
        dated.student_id,
        dated.section_id,
        dated.org_id,
        dated.course_id,
        dated.session_id,
        courses.state_course_code,
        terms.state_code as academic_term_code,
        dated.final_mark,
        case
            when dated.uc_csu_requirement_code is null then courses.uc_csu_requirement_code
            else areas.state_code
        end as uc_csu_requirement_code,
        courses.is_uc_csu_approved,
        cast(dated.credits_attempted as decimal(5, 2)) as credits_attempted,
        cast(dated.credits_earned as decimal(5, 2)) as credits_earned,
        cast(dated.carnegie_units_earned as decimal(5, 2)) as carnegie_units_earned,
        cast(dated.school_year as integer) as school_year
    from dated
    left join courses on dated.course_id = courses.course_id
    left join state_codes as terms
        on {{ code_matches('terms', 'calpads.academic_term', 'dated.marking_period_code',
                           'dated.code_date') }}
    left join state_codes as areas
        on {{ code_matches('areas', 'calpads.college_admission_requirement',
                           'dated.uc_csu_requirement_code', 'dated.code_date') }}

)

select * from final
