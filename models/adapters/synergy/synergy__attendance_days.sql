-- Grain: one row per student, school, day and reason of absence.

with

absences as (

    select * from {{ source('synergy', 'epc_stu_att_daily') }}

),

enrollments as (

    select * from {{ ref('synergy__enrollments') }}

),

reasons_of_schools as (

    select * from {{ source('synergy', 'epc_code_abs_reas_sch_yr') }}

),

reasons as (

    select * from {{ source('synergy', 'epc_code_abs_reas') }}

),

-- A day has two reasons, of its first and its second part.
days as (

    select
        enrollment_gu,
        abs_date,
        code_abs_reas1_gu as reason_gu
    from absences
    union
    select
        enrollment_gu,
        abs_date,
        code_abs_reas2_gu as reason_gu
    from absences

),

final as (

    select
        enrollments.student_id,
        enrollments.org_id,
        days.abs_date as attendance_date,
        reasons.abbreviation as attendance_code
    from days
    left join enrollments on days.enrollment_gu = enrollments.enrollment_id
    inner join reasons_of_schools
        on days.reason_gu = reasons_of_schools.code_abs_reas_sch_year_gu
    inner join reasons on reasons_of_schools.code_abs_reas_gu = reasons.code_abs_reas_gu

)

select * from final
