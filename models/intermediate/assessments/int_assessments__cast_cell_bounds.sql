-- Grain: one row per withheld count of the CAST research file: what the published ones tell of it.

{%- set columns = ['cell_id', 'low', 'high', 'round_number', 'sum_id'] %}

{#- Bounds that still move then stay as wide as they are: what they tell is true, but not all. #}
{%- set last_round = 100 %}

with recursive

withheld as (

    select * from {{ ref('int_assessments__cast_withheld_cells') }}

),

unknown as (

    select * from {{ ref('int_assessments__cast_unknown_cells') }}

),

told_rows as (

    select * from {{ ref('int_assessments__cast_told_rows') }}

),

open_sums as (

    select * from {{ ref('int_assessments__cast_open_sums') }}

),

{{ keyed_recursion('bounds', columns, 'cell_id') }} as (

    select
        cell_id,
        low,
        high,
        0 as round_number,
        cast(null as bigint) as sum_id
    from unknown

    union all

    (

        with

        -- A round looks again at the sums of the counts that the round before has narrowed.
        sums_of_the_round as (

            select open_sums.sum_id
            from bounds
            inner join open_sums on bounds.cell_id = open_sums.cell_id
            where bounds.round_number < {{ last_round }}
            group by open_sums.sum_id

        ),

        {{ told_by_sums('open_sums', all_rows_so_far('bounds'), 'open_sums.gap') }}

        select
            cell_id,
            max(told_low) as low,
            min(told_high) as high,
            (select max(bounds.round_number) + 1 from bounds) as round_number,
            -- The sum that tells the count on its own, else one of those that tell it together.
            coalesce(min(sum_id) filter (where told_low = told_high), min(sum_id)) as sum_id
        from told
        where told_low > low or told_high < high
        group by cell_id

    )

),

final as (

    select
        cell_id,
        low,
        high,
        round_number,
        sum_id
    from bounds
    union all
    select
        withheld.cell_id,
        withheld.count_value as low,
        withheld.count_value as high,
        told_rows.round_number,
        told_rows.sum_of_rows_id * 100 + withheld.count_number as sum_id
    from told_rows
    inner join withheld on told_rows.row_number = withheld.row_number
    where withheld.block = 'results' and withheld.is_published

)

select * from final
