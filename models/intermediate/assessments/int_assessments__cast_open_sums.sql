-- Grain: one row per sum of counts with a withheld count in it, and withheld count.

with

cell_sums as (

    select * from {{ ref('int_assessments__cast_cell_sums') }}

),

cells as (

    select * from {{ ref('int_assessments__cast_audited_cells') }}

),

withheld as (

    select * from {{ ref('int_assessments__cast_withheld_cells') }}

),

members as (

    select
        cell_sums.*,
        cells.count_value,
        withheld.cell_id is not null as is_withheld
    from cell_sums
    inner join cells on cell_sums.cell_id = cells.cell_id
    left join withheld on cell_sums.cell_id = withheld.cell_id

),

-- What the published counts of a sum leave for the withheld ones together.
gaps as (

    select
        sum_id,
        sum(
            case
                when is_withheld then 0
                when is_whole then count_value
                else -count_value
            end
        ) as gap
    from members
    group by sum_id
    having bool_or(is_withheld)

),

final as (

    select
        members.sum_id,
        members.sum_number,
        members.cell_id,
        members.is_whole,
        members.is_exact,
        cast(gaps.gap as bigint) as gap
    from members
    inner join gaps on members.sum_id = gaps.sum_id
    where members.is_withheld

)

select * from final
