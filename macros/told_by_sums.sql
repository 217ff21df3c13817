{#- CTEs shares, totals and told: what the other counts of each sum of the round tell of a count, as
    told_low and told_high: parts less the whole make the gap, or at most the gap where the sum is not
    exact. A sum tells nothing while the others leave each of its counts the room that it has. -#}
{% macro told_by_sums(sums, known, gap, known_columns=[]) -%}
        shares as (

            select
                {{ sums }}.sum_id,
                {{ sums }}.cell_id,
                {{ sums }}.is_whole,
                {{ sums }}.is_exact,
                {{ gap }} as gap,
                {%- for column in known_columns %}
                known.{{ column }},
                {%- endfor %}
                known.low,
                known.high,
                case when {{ sums }}.is_whole then -known.high else known.low end as share_low,
                case when {{ sums }}.is_whole then -known.low else known.high end as share_high
            from sums_of_the_round
            inner join {{ sums }} on sums_of_the_round.sum_id = {{ sums }}.sum_id
            inner join {{ known }} as known on {{ sums }}.cell_id = known.cell_id

        ),

        totals as (

            select
                sum_id,
                cast(min(gap) - sum(share_low) as bigint) as left_above,
                cast(sum(share_high) - min(gap) as bigint) as left_below
            from shares
            group by sum_id
            having
                min(gap) - sum(share_low) < max(high - low)
                or (bool_and(is_exact) and sum(share_high) - min(gap) < max(high - low))

        ),

        told as (

            select
                shares.*,
                case
                    when shares.is_whole then greatest(shares.low, shares.high - totals.left_above)
                    when shares.is_exact then greatest(shares.low, shares.high - totals.left_below)
                    else shares.low
                end as told_low,
                case
                    when not shares.is_whole then least(shares.high, shares.low + totals.left_above)
                    when shares.is_exact then least(shares.high, shares.low + totals.left_below)
                    else shares.high
                end as told_high
            from totals
            inner join shares on totals.sum_id = shares.sum_id

        )
{%- endmacro %}
