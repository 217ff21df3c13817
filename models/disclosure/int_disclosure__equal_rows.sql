-- Grain: one row per row of the CAST research file with just the students of a row of fewer grades.

with

row_constraints as (

    select * from {{ ref('int_disclosure__row_constraints') }}

),

count_constraints as (

    select * from {{ ref('int_disclosure__count_constraints') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- CAST-1.11: where the file has entity totals, the row of all grades is in sums that no other is.
years as (

    select bool_or(is_of_all_grades) as has_entity_totals
    from count_constraints

),

wholes_of_one_part as (

    select
        total_row_number,
        min(case when not is_total then row_number end) as part_row_number
    from row_constraints
    where is_over_grades and is_exact
    group by sum_number, total_row_number
    having count(*) = 2

),

-- All grades, the high school grades and grade 11 may have the same students: the row of the single
-- grade has the lowest number.
final as (

    select
        wholes_of_one_part.total_row_number as row_number,
        min(wholes_of_one_part.part_row_number) as equal_row_number
    from wholes_of_one_part
    cross join options
    cross join years
    where
        not options.complementary_suppression
        and not coalesce(years.has_entity_totals, false)
    group by wholes_of_one_part.total_row_number

)

select * from final
