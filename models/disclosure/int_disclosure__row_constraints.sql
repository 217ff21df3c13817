-- Grain: one row per sum over rows of the CAST research file and row in it, the whole or a part.

with

file_rows as (

    select * from {{ ref('int_disclosure__rows') }}

),

sums as (

    select * from {{ ref('cast_sums') }}

),

options as (

    select * from {{ ref('run_options') }}

),

parts as (

    select
        sums.sum_number,
        wholes.row_number as total_row_number,
        wholes.students_enrolled as total_enrolled,
        grades.row_number,
        grades.students_enrolled
    from sums
    inner join file_rows as wholes on sums.total_code = wholes.grade_code
    inner join file_rows as grades
        on
            wholes.cds_code = grades.cds_code
            and wholes.student_group_code = grades.student_group_code
            and sums.part_code = grades.grade_code
    where sums.dimension = 'grade'
    union all
    select
        sums.sum_number,
        wholes.row_number as total_row_number,
        wholes.students_enrolled as total_enrolled,
        student_groups.row_number,
        student_groups.students_enrolled
    from sums
    inner join file_rows as wholes on sums.total_code = wholes.student_group_code
    inner join file_rows as student_groups
        on
            wholes.cds_code = student_groups.cds_code
            and wholes.grade_code = student_groups.grade_code
            and sums.part_code = student_groups.student_group_code
    where sums.dimension = 'group'
    union all
    select
        sums.sum_number,
        wholes.row_number as total_row_number,
        wholes.students_enrolled as total_enrolled,
        entities.row_number,
        entities.students_enrolled
    from file_rows as entities
    inner join file_rows as wholes
        on
            entities.parent_cds_code = wholes.cds_code
            and entities.student_group_code = wholes.student_group_code
            and entities.grade_code = wholes.grade_code
    inner join sums
        on
            sums.dimension = 'entity'
            and wholes.entity_level = sums.total_code
            and entities.entity_level = sums.part_code

),

kinds as (

    select
        sum_number,
        min(exact_from) as exact_from,
        bool_or(dimension = 'grade') as is_over_grades
    from sums
    group by sum_number

),

-- A sum of which no enrolled student lies outside the parts counts as known, also where one could
-- (of a nonpublic school, without a gender): who takes it for granted is right. Where somebody
-- does, the parts are at most the whole.
totals as (

    select
        sum_number,
        total_row_number,
        sum(students_enrolled) = max(total_enrolled) as has_nobody_outside
    from parts
    group by sum_number, total_row_number

),

rated_totals as (

    select
        cast(totals.sum_number as smallint) as sum_number,
        totals.total_row_number,
        kinds.is_over_grades,
        totals.has_nobody_outside
        and coalesce(options.test_year >= kinds.exact_from, false) as is_exact
    from totals
    cross join options
    inner join kinds on totals.sum_number = kinds.sum_number

),

final as (

    select
        rated_totals.sum_number,
        rated_totals.total_row_number,
        parts.row_number,
        false as is_total,
        rated_totals.is_over_grades,
        rated_totals.is_exact
    from parts
    inner join rated_totals
        on
            parts.sum_number = rated_totals.sum_number
            and parts.total_row_number = rated_totals.total_row_number
    union all
    select
        sum_number,
        total_row_number,
        total_row_number as row_number,
        true as is_total,
        is_over_grades,
        is_exact
    from rated_totals

)

select * from final
