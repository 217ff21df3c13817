-- Where the differences lie: one row per school and grade, those with most first.
with placed as (
    select
        change,
        coalesce(right_cells[$school_position], left_cells[$school_position], '') as school,
        coalesce(right_cells[$grade_position], left_cells[$grade_position], '') as grade
    from differences
)
select
    school,
    grade,
    count(*) filter (where change = 'added') as only_here,
    count(*) filter (where change = 'removed') as only_there,
    count(*) filter (where change = 'changed') as different
from placed
group by school, grade
order by school, grade
