-- Grain: one row per section, student and first day.

with

student_classes as (

    select * from {{ source('synergy', 'epc_stu_class') }}

),

student_years as (

    select * from {{ source('synergy', 'epc_stu_sch_yr') }}

),

sections as (

    select * from {{ source('synergy', 'epc_sch_yr_sect') }}

),

sessions as (

    select * from {{ ref('synergy__academic_sessions') }}

),

-- A blank first day is that of the term.
final as (

    select
        student_classes.section_gu as section_id,
        student_years.student_gu as student_id,
        coalesce(student_classes.enter_date, sessions.start_date) as start_date,
        student_classes.leave_date as end_date
    from student_classes
    left join student_years
        on student_classes.student_school_year_gu = student_years.student_school_year_gu
    left join sections on student_classes.section_gu = sections.section_gu
    left join sessions
        on
            sessions.session_id
            = {{ key_text(['organization_year_gu', 'term_code'], 'sections') }}

)

select * from final
