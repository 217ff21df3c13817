-- Grain: one row per row of the CAST research file whose suppressed results other rows tell.

{%- set columns = ['row_number', 'row_constraint_id', 'round_number'] %}

with recursive

suppressed as (

    select * from {{ ref('int_disclosure__suppressed_aggregates') }}

),

row_constraints as (

    select * from {{ ref('int_disclosure__row_constraints') }}

),

audited_counts as (

    select * from {{ ref('cast_audited_counts') }}

),

-- The results of a row are suppressed together, so one of them stands for all.
members as (

    select
        cast(row_constraints.total_row_number as bigint) * 100 + row_constraints.sum_number
            as row_constraint_id,
        row_constraints.row_number
    from row_constraints
    inner join suppressed on row_constraints.row_number = suppressed.row_number
    inner join audited_counts on suppressed.count_number = audited_counts.count_number
    where row_constraints.is_exact and audited_counts.count_name = 'students_in_a_level'

),

{{ keyed_recursion('disclosed', columns, 'row_number') }} as (

    select
        row_number,
        min(row_constraint_id) as row_constraint_id,
        1 as round_number
    from (
        select
            row_constraint_id,
            min(row_number) as row_number
        from members
        group by row_constraint_id
        having count(*) = 1
    ) as alone
    group by row_number

    {{ next_step() }}

    (

        with

        -- A round looks again at the sums of the rows that the round before has disclosed.
        constraints_of_the_round as (

            select distinct members.row_constraint_id
            from disclosed
            inner join members on disclosed.row_number = members.row_number

        ),

        alone as (

            select
                members.row_constraint_id,
                min(members.row_number) as row_number
            from constraints_of_the_round
            inner join members
                on constraints_of_the_round.row_constraint_id = members.row_constraint_id
            left join {{ all_rows_so_far('disclosed') }} as known
                on members.row_number = known.row_number
            where known.row_number is null
            group by members.row_constraint_id
            having count(*) = 1

        )

        select
            row_number,
            min(row_constraint_id) as row_constraint_id,
            (select max(disclosed.round_number) + 1 from disclosed) as round_number
        from alone
        group by row_number

    )
    {{ last_step() }}

),

final as (

    select
        row_number,
        row_constraint_id,
        round_number
    from disclosed

)

select * from final
