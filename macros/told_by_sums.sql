{#- What the other counts of each sum of the round tell of a count, as told_low and told_high: parts
    less the whole make the gap, or at most the gap where the sum is not exact. -#}
{% macro told_by_sums(sums, known, gap, known_columns=[]) -%}
    select
        *,
        case
            when is_whole
                then greatest(low, sum(share_low) over (partition by sum_id) - share_low - gap)
            when is_exact
                then greatest(low, gap - sum(share_high) over (partition by sum_id) + share_high)
            else low
        end as told_low,
        case
            when not is_whole
                then least(high, gap - sum(share_low) over (partition by sum_id) + share_low)
            when is_exact
                then least(high, sum(share_high) over (partition by sum_id) - share_high - gap)
            else high
        end as told_high
    from (
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
    ) as shares
{%- endmacro %}
