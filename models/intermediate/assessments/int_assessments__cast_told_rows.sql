-- Grain: one row per row of the CAST research file whose withheld results other rows tell.

{%- set columns = ['row_number', 'sum_of_rows_id', 'round_number'] %}

with recursive

withheld as (

    select * from {{ ref('int_assessments__cast_withheld_cells') }}

),

row_sums as (

    select * from {{ ref('int_assessments__cast_row_sums') }}

),

-- The results of a row are withheld together, so one of them stands for all.
members as (

    select
        row_sums.whole_row_number * 100 + row_sums.sum_number as sum_of_rows_id,
        row_sums.row_number
    from row_sums
    inner join withheld on row_sums.row_number = withheld.row_number
    where row_sums.is_exact and withheld.count_name = 'students_in_a_level'

),

{{ keyed_recursion('told', columns, 'row_number') }} as (

    select
        row_number,
        min(sum_of_rows_id) as sum_of_rows_id,
        1 as round_number
    from (
        select
            sum_of_rows_id,
            min(row_number) as row_number
        from members
        group by sum_of_rows_id
        having count(*) = 1
    ) as alone
    group by row_number

    union all

    (

        with

        -- A round looks again at the sums of the rows that the round before has told.
        sums_of_the_round as (

            select distinct members.sum_of_rows_id
            from told
            inner join members on told.row_number = members.row_number

        ),

        alone as (

            select
                members.sum_of_rows_id,
                min(members.row_number) as row_number
            from sums_of_the_round
            inner join members on sums_of_the_round.sum_of_rows_id = members.sum_of_rows_id
            left join {{ all_rows_so_far('told') }} as known
                on members.row_number = known.row_number
            where known.row_number is null
            group by members.sum_of_rows_id
            having count(*) = 1

        )

        select
            row_number,
            min(sum_of_rows_id) as sum_of_rows_id,
            (select max(told.round_number) + 1 from told) as round_number
        from alone
        group by row_number

    )

),

final as (

    select
        row_number,
        sum_of_rows_id,
        round_number
    from told

)

select * from final
