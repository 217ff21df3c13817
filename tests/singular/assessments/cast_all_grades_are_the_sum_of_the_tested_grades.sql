-- CAST-1.7: the row of all grades together counts the rows of the tested grades, no more, no less.

with

tallies as (

    select * from {{ ref('fct_subgroup_tallies') }}

),

tested_grades as (

    select * from {{ ref('cast_grade_rows') }}
    where grade_code = member_grade_code

),

summed as (

    select
        tallies.test_year,
        tallies.cds_code,
        tallies.student_group_code,
        sum(tallies.students_enrolled) as students_enrolled,
        sum(tallies.students_tested) as students_tested,
        sum(tallies.students_scored) as students_scored,
        sum(tallies.score_sum) as score_sum
    from tallies
    inner join tested_grades on tallies.grade_code = tested_grades.grade_code
    group by tallies.test_year, tallies.cds_code, tallies.student_group_code

)

select
    tallies.test_year,
    tallies.cds_code,
    tallies.student_group_code
from tallies
left join summed
    on
        tallies.test_year = summed.test_year
        and tallies.cds_code = summed.cds_code
        and tallies.student_group_code = summed.student_group_code
where
    tallies.is_all_grades
    and (
        summed.cds_code is null
        or tallies.students_enrolled <> summed.students_enrolled
        or tallies.students_tested <> summed.students_tested
        or tallies.students_scored <> summed.students_scored
        or tallies.score_sum <> summed.score_sum
    )
