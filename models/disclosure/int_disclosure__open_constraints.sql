-- Grain: one row per sum of counts with a suppressed count in it, and suppressed count.

with

undisclosed as (

    select * from {{ ref('int_disclosure__undisclosed_aggregates') }}

),

row_constraints as (

    select * from {{ ref('int_disclosure__row_constraints') }}

),

count_constraints as (

    select * from {{ ref('int_disclosure__count_constraints') }}

),

aggregates as (

    select * from {{ ref('int_disclosure__aggregates') }}

),

members as (

    {{ cast_constraint_members('undisclosed') }}

),

outsides as (

    select
        {{ cast_constraint_id(
            'row_constraints.total_row_number', 'row_constraints.sum_number',
            'aggregates.count_number'
        ) }} as constraint_id,
        sum(
            case
                when row_constraints.is_total then aggregates.count_value
                else -aggregates.count_value
            end
        )
            as counted_outside
    from row_constraints
    inner join aggregates on row_constraints.row_number = aggregates.row_number
    where not row_constraints.is_exact
    group by row_constraints.total_row_number, row_constraints.sum_number, aggregates.count_number

),

-- What the published counts of a sum leave for the suppressed ones together: what these make, and
-- who lies outside the parts.
gaps as (

    select
        members.constraint_id,
        sum(case when members.is_total then -members.count_value else members.count_value end)
        + min(coalesce(outsides.counted_outside, 0)) as gap
    from members
    left join outsides on members.constraint_id = outsides.constraint_id
    group by members.constraint_id

),

final as (

    select
        members.constraint_id,
        members.aggregate_id,
        members.is_total,
        members.is_exact,
        cast(gaps.gap as integer) as gap
    from members
    inner join gaps on members.constraint_id = gaps.constraint_id

)

select * from final
