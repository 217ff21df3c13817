-- Grain: one row per sum of counts that holds a withheld count, and count in it.

with

cells as (

    select * from {{ ref('int_assessments__cast_audited_cells') }}

),

row_sums as (

    select * from {{ ref('int_assessments__cast_row_sums') }}

),

sums as (

    select * from {{ ref('cast_sums') }}

),

options as (

    select * from {{ ref('run_options') }}

),

sum_numbers as (

    select
        sum_number,
        min(dimension) as dimension,
        min(exact_from) as exact_from
    from sums
    group by sum_number

),

-- A sum of one row: its whole must be published for the row.
wholes_in_rows as (

    select
        wholes.sum_number,
        cells.row_number,
        cells.cell_id
    from (
        select
            sum_number,
            total_code
        from sums
        where dimension = 'count'
        group by sum_number, total_code
    ) as wholes
    inner join cells on wholes.total_code = cells.count_name

),

-- The number of a sum: the row of its whole, the kind of sum, the count (none for sums in a row).
members as (

    select
        (row_sums.whole_row_number * 100 + row_sums.sum_number) * 100 + cells.count_number
            as sum_id,
        row_sums.sum_number,
        row_sums.is_whole,
        cells.cell_id,
        cells.count_name,
        cells.count_value,
        cells.is_withheld
    from row_sums
    inner join sum_numbers on row_sums.sum_number = sum_numbers.sum_number
    inner join cells on row_sums.row_number = cells.row_number
    -- The entity totals stand for all grades, so no sum over grades holds one.
    where not (sum_numbers.dimension = 'grade' and cells.is_entity_total)
    union all
    select
        (wholes_in_rows.row_number * 100 + sums.sum_number) * 100 as sum_id,
        sums.sum_number,
        false as is_whole,
        cells.cell_id,
        cells.count_name,
        cells.count_value,
        cells.is_withheld
    from wholes_in_rows
    inner join sums on wholes_in_rows.sum_number = sums.sum_number
    inner join cells
        on
            wholes_in_rows.row_number = cells.row_number
            and sums.part_code = cells.count_name
    union all
    select
        (cells.row_number * 100 + wholes_in_rows.sum_number) * 100 as sum_id,
        wholes_in_rows.sum_number,
        true as is_whole,
        cells.cell_id,
        cells.count_name,
        cells.count_value,
        cells.is_withheld
    from wholes_in_rows
    inner join cells on wholes_in_rows.cell_id = cells.cell_id

),

-- A sum of which no enrolled student lies outside the parts counts as known, also where one could
-- (of a nonpublic school, without a gender): who takes it for granted is right. Where somebody
-- does, the parts are at most the whole.
judged as (

    select
        members.sum_id // 100 as sum_of_rows_id,
        coalesce(bool_or(options.test_year >= sum_numbers.exact_from), false)
        and sum(
            case
                when members.count_name <> 'students_enrolled' then 0
                when sum_numbers.dimension = 'count' then 0
                when members.is_whole then -members.count_value
                else members.count_value
            end
        ) = 0 as is_exact
    from members
    inner join sum_numbers on members.sum_number = sum_numbers.sum_number
    cross join options
    group by members.sum_id // 100

),

open_sums as (

    select
        members.sum_id,
        bool_and(members.is_whole) as has_no_part
    from members
    cross join options
    group by members.sum_id
    having bool_or(members.is_withheld or options.complementary_suppression)

),

final as (

    select
        members.sum_id,
        members.sum_number,
        members.cell_id,
        members.is_whole,
        judged.is_exact
    from members
    inner join judged on members.sum_id // 100 = judged.sum_of_rows_id
    inner join open_sums on members.sum_id = open_sums.sum_id
    where judged.is_exact or not open_sums.has_no_part

)

select * from final
