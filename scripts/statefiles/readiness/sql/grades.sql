-- One row per grade and year: students of all places together, for the chart.
with

counted as (

    select
        grade_level_code,
        cast(sum(students) as bigint) as students,
        cast(sum(students_last_year) as bigint) as students_last_year
    from exports.export_enrollment_counts
    group by grade_level_code

)

select
    case counted.grade_level_code when '' then 'none' else counted.grade_level_code end as grade,
    years.census_year,
    case years.census_year when 'this' then counted.students else counted.students_last_year end
        as students
from counted
cross join (values ('last'), ('this')) as years (census_year)
left join reference.code_roles as grades
    on grades.role = 'grade_order' and counted.grade_level_code = grades.code
order by
    grades.sort_order nulls last,
    counted.grade_level_code,
    years.census_year
