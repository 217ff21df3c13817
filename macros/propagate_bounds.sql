{#- Query: the constraints of a relation of shares that imply something, with the room that its counts
    have: left_above is what all but one leave that one to rise as a part or fall as a whole, left_below
    to fall as a part or rise as a whole (null where parts are only at most the whole). The bounds of
    a count narrow where that is less than the width that it has, so a known count needs no share. -#}
{% macro narrowing_constraints(shares) -%}
    select
        constraint_id,
        left_above,
        left_below
    from (
        select
            constraint_id,
            max(high - low) as widest,
            cast(
                sum(case when is_total then high - count_value else count_value - low end)
                + coalesce(max(outside), 0) as bigint
            ) as left_above,
            case
                when max(outside) is null
                    then cast(
                        sum(case when is_total then count_value - low else high - count_value end)
                        as bigint
                    )
            end as left_below
        from {{ shares }}
        group by constraint_id
    ) as rooms
    where left_above < widest or left_below < widest
{%- endmacro %}

{#- Query: the shares that the constraints of narrowing_constraints narrow, with new bounds as
    implied_lower and implied_upper. What is null counts for nothing in `greatest` and `least`. -#}
{% macro narrowed_shares(shares, constraints) -%}
    select
        shares.*,
        greatest(
            shares.low,
            shares.high
            - case when shares.is_total then narrowing.left_above else narrowing.left_below end
        ) as implied_lower,
        least(
            shares.high,
            shares.low
            + case when shares.is_total then narrowing.left_below else narrowing.left_above end
        ) as implied_upper
    from {{ shares }} as shares
    inner join {{ constraints }} as narrowing on shares.constraint_id = narrowing.constraint_id
    where
        narrowing.left_above < shares.high - shares.low
        or narrowing.left_below < shares.high - shares.low
{%- endmacro %}

{#- Query: the counts that narrowed shares tell more of, with the sum that gives a count on its own,
    else one of those that give it together. -#}
{% macro narrowed_counts(narrowed) -%}
    select
        aggregate_id,
        cast(max(implied_lower) as integer) as low,
        cast(min(implied_upper) as integer) as high,
        coalesce(
            min(constraint_id) filter (where implied_lower = implied_upper), min(constraint_id)
        ) as constraint_id
    from {{ narrowed }}
    group by aggregate_id
{%- endmacro %}

{#- CTEs narrowing_constraints and narrowed_shares: a round of both queries over a relation of shares. -#}
{% macro propagate_bounds(shares) -%}
narrowing_constraints as (

            {{ narrowing_constraints(shares) }}

        ),

        narrowed_shares as (

            {{ narrowed_shares(shares, 'narrowing_constraints') }}

        )
{%- endmacro %}
