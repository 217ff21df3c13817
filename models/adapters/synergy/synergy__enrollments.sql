-- Grain: one row per enrollment of a student in a school and year.

with

enrollments as (

    select * from {{ source('synergy', 'epc_stu_enroll') }}

),

student_years as (

    select * from {{ source('synergy', 'epc_stu_sch_yr') }}

),

organization_years as (

    select * from {{ source('synergy', 'rev_organization_year') }}

),

-- LEAVE_DATE is a day on which the student is enrolled. EXCLUDE_ADA_ADM is blank for the usual
-- enrollment; its local code is the word blank, so that code_translations can name it.
final as (

    select
        enrollments.enrollment_gu as enrollment_id,
        student_years.student_gu as student_id,
        organization_years.organization_gu as org_id,
        enrollments.enter_date as entry_date,
        enrollments.leave_date as exit_date,
        enrollments.grade as grade_code,
        coalesce(enrollments.exclude_ada_adm, 'blank') as enrollment_type_code
    from enrollments
    left join student_years
        on enrollments.student_school_year_gu = student_years.student_school_year_gu
    left join organization_years
        on student_years.organization_year_gu = organization_years.organization_year_gu

)

select * from final
