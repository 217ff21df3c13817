-- Grain: one row per count that is suppressed to protect another one. None when the option is off.

{#- How far apart the least and the most must lie that others can work out: three values or more. #}
{%- set room = 2 %}
{%- set columns = ['aggregate_id', 'low', 'high', 'needs_interval', 'is_suppressed'] %}
with recursive

options as (

    select * from {{ ref('run_options') }}

),

aggregates as (

    select * from {{ ref('int_disclosure__aggregates') }}

),

constraints as (

    select * from {{ ref('int_disclosure__additive_constraints') }}

),

{{ keyed_recursion('state', columns, 'aggregate_id') }} as (

    select
        aggregates.aggregate_id,
        case when aggregates.is_suppressed then aggregates.low else aggregates.count_value end
            as low,
        case when aggregates.is_suppressed then aggregates.high else aggregates.count_value end
            as high,
        aggregates.needs_interval,
        aggregates.is_suppressed
    from aggregates
    cross join options
    where options.complementary_suppression

    {{ next_step() }}

    (

        with

        constraints_of_the_round as (

            select constraints.constraint_id
            from state
            inner join constraints on state.aggregate_id = constraints.aggregate_id
            where state.is_suppressed
            group by constraints.constraint_id

        ),

        -- The constraints hold all counts, shown ones too, so the counts themselves are not needed.
        shares as (

            select
                constraints.constraint_id,
                constraints.aggregate_id,
                constraints.is_total,
                case when not constraints.is_exact then 0 end as outside,
                0 as count_value,
                known.low,
                known.high,
                known.needs_interval,
                known.is_suppressed
            from constraints_of_the_round
            inner join constraints
                on constraints_of_the_round.constraint_id = constraints.constraint_id
            inner join {{ all_rows_so_far('state') }} as known
                on constraints.aggregate_id = known.aggregate_id

        ),

        {{ propagate_bounds('shares') }},

        narrowing as (

            select
                *,
                max(implied_lower) over (partition by aggregate_id) as new_low,
                min(implied_upper) over (partition by aggregate_id) as new_high,
                min(implied_upper - implied_lower) over (partition by aggregate_id) as least_left
            from narrowed_shares

        ),

        -- Each sum that gives a count away needs a choice; sums that do so together need one.
        needs as (

            select distinct
                constraint_id,
                case when least_left < {{ room }} then constraint_id else -aggregate_id end
                    as need_id
            from narrowing
            where
                needs_interval
                and new_high - new_low < {{ room }}
                and (implied_lower = new_low or implied_upper = new_high)
                and (implied_upper - implied_lower < {{ room }} or least_left >= {{ room }})

        ),

        choices as (

            select
                needs.need_id,
                shares.aggregate_id,
                shares.is_total,
                count(*) over (partition by shares.aggregate_id) as needs_served
            from shares
            inner join needs on shares.constraint_id = needs.constraint_id
            where not shares.is_suppressed

        ),

        -- What else to suppress: what leaves room (a part that can be no smaller does not), a part
        -- before the whole, what serves most needs, the smallest.
        ranked as (

            select
                aggregates.row_number,
                aggregates.suppression_group,
                row_number() over (
                    partition by choices.need_id
                    order by
                        choices.is_total or aggregates.count_value > aggregates.low desc,
                        choices.is_total asc, choices.needs_served desc,
                        aggregates.count_value asc, aggregates.aggregate_id asc
                ) as choice_number
            from choices
            inner join aggregates on choices.aggregate_id = aggregates.aggregate_id

        ),

        -- Results tell the scored students, so they go with them; see cast_audited_counts.
        newly_suppressed as (

            select aggregates.aggregate_id
            from aggregates
            inner join ranked
                on
                    aggregates.row_number = ranked.row_number
                    and {{ has_word('aggregates.suppressed_with', 'ranked.suppression_group') }}
            where ranked.choice_number = 1
            group by aggregates.aggregate_id

        ),

        rounds as (

            select count(*) > 0 as suppresses_more from newly_suppressed

        ),

        narrowed as (

            {{ narrowed_counts('narrowed_shares') }}

        )

        -- Once more is suppressed, what was worked out before no longer holds: all begin anew.
        select
            aggregates.aggregate_id,
            case when rounds.suppresses_more then aggregates.low else narrowed.low end as low,
            case when rounds.suppresses_more then aggregates.high else narrowed.high end as high,
            aggregates.needs_interval,
            true as is_suppressed
        from aggregates
        cross join rounds
        inner join {{ all_rows_so_far('state') }} as known
            on aggregates.aggregate_id = known.aggregate_id
        left join newly_suppressed on aggregates.aggregate_id = newly_suppressed.aggregate_id
        left join narrowed on aggregates.aggregate_id = narrowed.aggregate_id
        where
            (not rounds.suppresses_more and narrowed.aggregate_id is not null)
            or (
                rounds.suppresses_more
                and (known.is_suppressed or newly_suppressed.aggregate_id is not null)
            )

    )
    {{ last_step() }}

),

final as (

    select
        state.aggregate_id,
        aggregates.is_published
    from state
    inner join aggregates on state.aggregate_id = aggregates.aggregate_id
    where state.is_suppressed and not aggregates.is_suppressed

)

select * from final
