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
        grades.row_number
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
        student_groups.row_number
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
        entities.row_number
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

total_and_parts as (

    select
        sum_number,
        total_row_number,
        row_number,
        false as is_total
    from parts
    union all
    select
        sum_number,
        total_row_number,
        total_row_number as row_number,
        true as is_total
    from parts
    group by sum_number, total_row_number

),

-- A sum of which no enrolled student lies outside the parts counts as known, also where one could
-- (of a nonpublic school, without a gender): who takes it for granted is right. Where somebody
-- does, the parts are at most the whole.
with_outside as (

    select
        total_and_parts.sum_number,
        total_and_parts.total_row_number,
        sum(
            case
                when total_and_parts.is_total then -file_rows.students_enrolled
                else file_rows.students_enrolled
            end
        ) = 0 as has_nobody_outside
    from total_and_parts
    inner join file_rows on total_and_parts.row_number = file_rows.row_number
    group by total_and_parts.sum_number, total_and_parts.total_row_number

),

kinds as (

    select
        sum_number,
        min(exact_from) as exact_from,
        bool_or(dimension = 'grade') as is_over_grades
    from sums
    group by sum_number

),

final as (

    select
        total_and_parts.sum_number,
        total_and_parts.total_row_number,
        total_and_parts.row_number,
        total_and_parts.is_total,
        kinds.is_over_grades,
        with_outside.has_nobody_outside
        and coalesce(options.test_year >= kinds.exact_from, false) as is_exact
    from total_and_parts
    cross join options
    inner join kinds on total_and_parts.sum_number = kinds.sum_number
    inner join with_outside
        on
            total_and_parts.sum_number = with_outside.sum_number
            and total_and_parts.total_row_number = with_outside.total_row_number

)

select * from final
