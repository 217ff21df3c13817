-- Grain: one row per suppressed count of the CAST research file: what published ones imply of it.

{%- set columns = ['aggregate_id', 'low', 'high', 'round_number', 'constraint_id'] %}

{#- Bounds that still move then stay as wide as they are: what they tell is true, but not all. #}
{%- set last_round = 100 %}

{#- Read where it is used: what is read twice under a name of its own is held in memory. #}
{%- set open_constraints = ref('int_disclosure__open_constraints') %}

with recursive

suppressed as (

    select * from {{ ref('int_disclosure__suppressed_aggregates') }}

),

undisclosed as (

    select * from {{ ref('int_disclosure__undisclosed_aggregates') }}

),

disclosed_rows as (

    select * from {{ ref('int_disclosure__disclosed_rows') }}

),

first_round as (

    select * from {{ ref('int_disclosure__first_round') }}

),

second_round_constraints as (

    {{ narrowing_constraints(open_constraints) }}

),

second_round_shares as (

    {{ narrowed_shares(open_constraints, 'second_round_constraints') }}

),

second_round as (

    {{ narrowed_counts('second_round_shares') }}

),

{{ keyed_recursion('bounds', columns, 'aggregate_id') }} as (

    select
        aggregate_id,
        low,
        high,
        2 as round_number,
        constraint_id
    from second_round

    {{ next_step() }}

    (

        with

        -- A round looks again at the sums of the counts that the last one has narrowed. All that
        -- a step joins is held in memory to the last step, so `in` picks the sums where they are.
        constraints_of_the_round as (

            select constraint_id
            from {{ open_constraints }}
            where
                aggregate_id in (
                    select bounds.aggregate_id from bounds
                    where bounds.round_number < {{ last_round }}
                )
            group by constraint_id

        ),

        -- By themselves, so that the bounds so far are joined to these shares, not to all.
        shares_of_the_round as (

            select *
            from {{ open_constraints }}
            where
                constraint_id in (
                    select constraints_of_the_round.constraint_id from constraints_of_the_round
                )

        ),

        shares as (

            select
                shares_of_the_round.constraint_id,
                shares_of_the_round.aggregate_id,
                shares_of_the_round.is_total,
                shares_of_the_round.outside,
                shares_of_the_round.count_value,
                coalesce(known.low, shares_of_the_round.low) as low,
                coalesce(known.high, shares_of_the_round.high) as high
            from shares_of_the_round
            left join {{ all_rows_so_far('bounds') }} as known
                on shares_of_the_round.aggregate_id = known.aggregate_id

        ),

        {{ propagate_bounds('shares') }},

        narrowed as (

            {{ narrowed_counts('narrowed_shares') }}

        )

        select
            aggregate_id,
            low,
            high,
            (select max(bounds.round_number) + 1 from bounds) as round_number,
            constraint_id
        from narrowed

    )
    {{ last_step() }}

),

final as (

    select
        undisclosed.aggregate_id,
        coalesce(bounds.low, first_round.low, undisclosed.low) as low,
        coalesce(bounds.high, first_round.high, undisclosed.high) as high,
        case
            when bounds.aggregate_id is not null then bounds.round_number
            when first_round.aggregate_id is not null then 1
            else 0
        end as round_number,
        coalesce(bounds.constraint_id, first_round.constraint_id) as constraint_id
    from undisclosed
    left join first_round on undisclosed.equal_aggregate_id = first_round.aggregate_id
    left join bounds on undisclosed.equal_aggregate_id = bounds.aggregate_id
    union all
    select
        suppressed.aggregate_id,
        suppressed.count_value as low,
        suppressed.count_value as high,
        disclosed_rows.round_number,
        disclosed_rows.row_constraint_id * 100 + suppressed.count_number as constraint_id
    from disclosed_rows
    inner join suppressed on disclosed_rows.row_number = suppressed.row_number
    where suppressed.suppression_group = 'results' and suppressed.is_published

)

select * from final
