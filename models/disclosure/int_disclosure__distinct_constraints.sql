-- Grain: one row per sum over rows that no other sum repeats, and row in it, the whole or a part.

with

row_constraints as (

    select * from {{ ref('int_disclosure__row_constraints') }}

),

equal_rows as (

    select * from {{ ref('int_disclosure__equal_rows') }}

),

final as (

    select
        row_constraints.sum_number,
        row_constraints.total_row_number,
        coalesce(equal_parts.equal_row_number, row_constraints.row_number) as row_number,
        row_constraints.is_total,
        row_constraints.is_over_grades,
        row_constraints.is_exact
    from row_constraints
    left join equal_rows as equal_parts on row_constraints.row_number = equal_parts.row_number
    left join equal_rows as equal_wholes
        on row_constraints.total_row_number = equal_wholes.row_number
    where equal_wholes.row_number is null

)

select * from final
