-- Grain: one row per sum over rows of a count whose parts do not make the whole: who lies outside.

with

row_constraints as (

    select * from {{ ref('int_disclosure__row_constraints') }}
    where not is_exact

),

aggregates as (

    select * from {{ ref('int_disclosure__aggregates') }}

),

final as (

    select
        {{ cast_constraint_id(
            'row_constraints.total_row_number', 'row_constraints.sum_number',
            'aggregates.count_number'
        ) }} as constraint_id,
        cast(sum(
            case
                when row_constraints.is_total then aggregates.count_value
                else -aggregates.count_value
            end
        ) as integer)
            as outside
    from row_constraints
    inner join aggregates on row_constraints.row_number = aggregates.row_number
    group by row_constraints.total_row_number, row_constraints.sum_number, aggregates.count_number

)

select * from final
