-- Grain: one row per collection: whether the raw tables hold data of the run's year, and of any.

with

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

class_enrollments as (

    select * from {{ ref('stg_sis__adult_class_enrollments') }}

),

results as (

    select * from {{ ref('stg_sis__assessment_results') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Students and adult learners enroll anew in every year; an enrollment that is merely still open
-- says nothing of the year.
final as (

    select
        'calpads' as collection,
        count(*) > 0 as has_any_year,
        count(*) filter (
            where enrollments.entry_date between options.year_start_date and options.year_end_date
        ) > 0 as has_year,
        -- Where a spreadsheet took the zeros from one of two tables, they have nobody in common.
        count(*) > 0 and count(students.student_id) = 0 as has_no_student
    from enrollments
    cross join options
    left join students on enrollments.student_id = students.student_id
    union all
    select
        'casas' as collection,
        count(*) > 0 as has_any_year,
        count(*) filter (
            where class_enrollments.enrollment_date
            between options.program_start_date and options.program_end_date
        ) > 0 as has_year,
        false as has_no_student
    from class_enrollments
    cross join options
    union all
    select
        'cast' as collection,
        count(*) > 0 as has_any_year,
        count(*) filter (where results.test_year = options.test_year) > 0 as has_year,
        false as has_no_student
    from results
    cross join options

)

select * from final
