{#- CTEs shares, totals and implied: what the other counts of each constraint of the round imply for
    a count, as implied_lower and implied_upper: parts less the total make the gap, or at most the gap
    where the constraint is not exact. It implies nothing while the others leave each of its counts the room that it has. -#}
{% macro propagate_bounds(constraints, known, gap, known_columns=[]) -%}
        shares as (

            select
                {{ constraints }}.constraint_id,
                {{ constraints }}.aggregate_id,
                {{ constraints }}.is_total,
                {{ constraints }}.is_exact,
                {{ gap }} as gap,
                {%- for column in known_columns %}
                known.{{ column }},
                {%- endfor %}
                known.low,
                known.high,
                case when {{ constraints }}.is_total then -known.high else known.low end
                    as share_low,
                case when {{ constraints }}.is_total then -known.low else known.high end
                    as share_high
            from constraints_of_the_round
            inner join {{ constraints }}
                on constraints_of_the_round.constraint_id = {{ constraints }}.constraint_id
            inner join {{ known }} as known
                on {{ constraints }}.aggregate_id = known.aggregate_id

        ),

        totals as (

            select
                constraint_id,
                cast(min(gap) - sum(share_low) as bigint) as left_above,
                cast(sum(share_high) - min(gap) as bigint) as left_below
            from shares
            group by constraint_id
            having
                min(gap) - sum(share_low) < max(high - low)
                or (bool_and(is_exact) and sum(share_high) - min(gap) < max(high - low))

        ),

        implied as (

            select
                shares.*,
                case
                    when shares.is_total then greatest(shares.low, shares.high - totals.left_above)
                    when shares.is_exact then greatest(shares.low, shares.high - totals.left_below)
                    else shares.low
                end as implied_lower,
                case
                    when not shares.is_total then least(shares.high, shares.low + totals.left_above)
                    when shares.is_exact then least(shares.high, shares.low + totals.left_below)
                    else shares.high
                end as implied_upper
            from totals
            inner join shares on totals.constraint_id = shares.constraint_id

        )
{%- endmacro %}
