-- Grain: one row per section of the academic year at a place in scope.

with

sections as (

    select * from {{ ref('int_courses__sections_in_scope') }}

),

-- Selection rules 3.6 to 3.8: the year is that of the term.
final as (

    select
        section_id,
        course_id,
        org_id,
        session_id,
        reporting_lea,
        school_code,
        org_type,
        is_org_excluded,
        is_nonpublic_school,
        is_section_excluded,
        is_course_missing,
        is_course_excluded,
        local_course_id,
        local_state_course_code,
        state_course_code,
        is_state_code_unmapped,
        is_uc_csu_approved,
        local_uc_csu_requirement_code,
        course_section_id,
        local_term_code,
        academic_term_code,
        session_start_date,
        session_end_date,
        window_start_date,
        window_end_date,
        academic_term_code_finding
    from sections
    where is_of_year

)

select * from final
