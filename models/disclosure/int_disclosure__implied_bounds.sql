-- Grain: one row per suppressed count of the CAST research file: what published ones imply of it.

{%- set columns = ['aggregate_id', 'low', 'high', 'round_number', 'constraint_id'] %}

{#- Bounds that still move then stay as wide as they are: what they tell is true, but not all. #}
{%- set last_round = 100 %}

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

open_constraints as (

    select * from {{ ref('int_disclosure__open_constraints') }}

),

{{ keyed_recursion('bounds', columns, 'aggregate_id') }} as (

    select
        aggregate_id,
        low,
        high,
        0 as round_number,
        cast(null as bigint) as constraint_id
    from undisclosed

    {{ next_step() }}

    (

        with

        -- A round looks again at the sums of the counts that the round before has narrowed.
        constraints_of_the_round as (

            select open_constraints.constraint_id
            from bounds
            inner join open_constraints on bounds.aggregate_id = open_constraints.aggregate_id
            where bounds.round_number < {{ last_round }}
            group by open_constraints.constraint_id

        ),

        {{ propagate_bounds(
            'open_constraints', all_rows_so_far('bounds'), 'open_constraints.gap'
        ) }}

        select
            aggregate_id,
            max(implied_lower) as low,
            min(implied_upper) as high,
            (select max(bounds.round_number) + 1 from bounds) as round_number,
            -- The sum that gives the count on its own, else one of those that give it together.
            coalesce(
                min(constraint_id) filter (where implied_lower = implied_upper), min(constraint_id)
            ) as constraint_id
        from implied
        where implied_lower > low or implied_upper < high
        group by aggregate_id

    )
    {{ last_step() }}

),

final as (

    select
        aggregate_id,
        low,
        high,
        round_number,
        constraint_id
    from bounds
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
