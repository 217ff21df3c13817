-- Grain: one row per count that is withheld to protect another one. None when the option is off.

{#- How far apart the least and the most must lie that others can work out: three values or more. #}
{%- set least_room = 2 %}

{%- set told_besides = ['needs_room', 'is_withheld'] %}
{%- set columns = ['cell_id', 'low', 'high', 'needs_room', 'is_withheld', 'is_new'] %}

with recursive

options as (

    select * from {{ ref('run_options') }}

),

cells as (

    select * from {{ ref('int_assessments__cast_audited_cells') }}

),

cell_sums as (

    select * from {{ ref('int_assessments__cast_cell_sums') }}

),

{{ keyed_recursion('state', columns, 'cell_id') }} as (

    select
        cells.cell_id,
        case when cells.is_withheld then cells.low else cells.count_value end as low,
        case when cells.is_withheld then cells.high else cells.count_value end as high,
        cells.needs_room,
        cells.is_withheld,
        false as is_new
    from cells
    cross join options
    where options.complementary_suppression

    union all

    (

        with

        sums_of_the_round as (

            select cell_sums.sum_id
            from state
            inner join cell_sums on state.cell_id = cell_sums.cell_id
            where state.is_withheld
            group by cell_sums.sum_id

        ),

        -- A sum of all its counts leaves no gap.
        {{ told_by_sums('cell_sums', all_rows_so_far('state'), 0, told_besides) }},

        narrowing as (

            select
                sum_id,
                cell_id,
                needs_room,
                told_low,
                told_high,
                max(told_low) over (partition by cell_id) as new_low,
                min(told_high) over (partition by cell_id) as new_high,
                min(told_high - told_low) over (partition by cell_id) as least_left
            from told
            where
                is_withheld
                and (told_low > low or told_high < high)

        ),

        -- Each sum that gives a count away needs a choice; sums that do so together need one.
        needs as (

            select distinct
                sum_id,
                case when least_left < {{ least_room }} then sum_id else -cell_id end as need_id
            from narrowing
            where
                needs_room
                and new_high - new_low < {{ least_room }}
                and (told_low = new_low or told_high = new_high)
                and (
                    told_high - told_low < {{ least_room }}
                    or least_left >= {{ least_room }}
                )

        ),

        choices as (

            select
                needs.need_id,
                told.cell_id,
                told.is_whole,
                count(*) over (partition by told.cell_id) as needs_served
            from told
            inner join needs on told.sum_id = needs.sum_id
            where not told.is_withheld

        ),

        -- What else to withhold: what leaves room (a part that can be no smaller does not), a part
        -- before the whole, what serves most needs, the smallest.
        ranked as (

            select
                cells.row_number,
                cells.block,
                row_number() over (
                    partition by choices.need_id
                    order by
                        choices.is_whole or cells.count_value > cells.low desc,
                        choices.is_whole asc, choices.needs_served desc,
                        cells.count_value asc, cells.cell_id asc
                ) as choice_number
            from choices
            inner join cells on choices.cell_id = cells.cell_id

        ),

        -- Results tell the scored students, so they go with them; see cast_audited_counts.
        withheld_anew as (

            select cells.cell_id
            from cells
            inner join ranked
                on
                    cells.row_number = ranked.row_number
                    and {{ has_word('cells.withheld_with', 'ranked.block') }}
            where ranked.choice_number = 1
            group by cells.cell_id

        ),

        rounds as (

            select count(*) > 0 as withholds_more from withheld_anew

        ),

        narrowed as (

            select
                cell_id,
                max(told_low) as low,
                min(told_high) as high
            from narrowing
            group by cell_id

        )

        -- Once more is withheld, what was worked out before no longer holds: all begin anew.
        select
            cells.cell_id,
            case when rounds.withholds_more then cells.low else narrowed.low end as low,
            case when rounds.withholds_more then cells.high else narrowed.high end as high,
            cells.needs_room,
            true as is_withheld,
            not cells.is_withheld as is_new
        from cells
        cross join rounds
        inner join {{ all_rows_so_far('state') }} as known on cells.cell_id = known.cell_id
        left join withheld_anew on cells.cell_id = withheld_anew.cell_id
        left join narrowed on cells.cell_id = narrowed.cell_id
        where
            (not rounds.withholds_more and narrowed.cell_id is not null)
            or (
                rounds.withholds_more
                and (known.is_withheld or withheld_anew.cell_id is not null)
            )

    )

),

final as (

    select
        state.cell_id,
        cells.is_published
    from state
    inner join cells on state.cell_id = cells.cell_id
    where state.is_new

)

select * from final
