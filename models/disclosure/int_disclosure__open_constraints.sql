-- Grain: one row per sum of counts and suppressed count in it that is not known after one round.

with

undisclosed as (

    select * from {{ ref('int_disclosure__undisclosed_aggregates') }}
    where aggregate_id = equal_aggregate_id

),

first_round as (

    select * from {{ ref('int_disclosure__first_round') }}

),

row_constraints as (

    select * from {{ ref('int_disclosure__distinct_constraints') }}

),

count_constraints as (

    select * from {{ ref('int_disclosure__count_constraints') }}

),

outside_counts as (

    select * from {{ ref('int_disclosure__outside_counts') }}

),

after_first_round as (

    select
        undisclosed.aggregate_id,
        undisclosed.row_number,
        undisclosed.is_all_grades,
        undisclosed.count_number,
        undisclosed.is_entity_total,
        undisclosed.count_value,
        coalesce(first_round.low, undisclosed.low) as low,
        coalesce(first_round.high, undisclosed.high) as high
    from undisclosed
    left join first_round on undisclosed.aggregate_id = first_round.aggregate_id

),

-- A known count is as good as shown: it leaves no room in a sum.
open_counts as (

    select * from after_first_round
    where low < high

),

members as (

    {{ cast_constraint_members('open_counts', ['count_value', 'low', 'high']) }}

),

final as (

    {{ cast_constraint_shares('members') }}

)

select * from final
