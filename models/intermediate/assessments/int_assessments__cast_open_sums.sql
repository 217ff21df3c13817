-- Grain: one row per sum of counts with a withheld count in it, and withheld count.

with

unknown as (

    select * from {{ ref('int_assessments__cast_unknown_cells') }}

),

row_sums as (

    select * from {{ ref('int_assessments__cast_row_sums') }}

),

count_sums as (

    select * from {{ ref('int_assessments__cast_count_sums') }}

),

cells as (

    select * from {{ ref('int_assessments__cast_audited_cells') }}

),

members as (

    {{ cast_sum_members('unknown') }}

),

outsides as (

    select
        {{ cast_sum_id('row_sums.whole_row_number', 'row_sums.sum_number', 'cells.count_number') }}
            as sum_id,
        sum(case when row_sums.is_whole then cells.count_value else -cells.count_value end)
            as counted_outside
    from row_sums
    inner join cells on row_sums.row_number = cells.row_number
    where not row_sums.is_exact
    group by row_sums.whole_row_number, row_sums.sum_number, cells.count_number

),

-- What the published counts of a sum leave for the withheld ones together: what these make, and
-- who lies outside the parts.
gaps as (

    select
        members.sum_id,
        sum(case when members.is_whole then -members.count_value else members.count_value end)
        + min(coalesce(outsides.counted_outside, 0)) as gap
    from members
    left join outsides on members.sum_id = outsides.sum_id
    group by members.sum_id

),

final as (

    select
        members.sum_id,
        members.cell_id,
        members.is_whole,
        members.is_exact,
        cast(gaps.gap as integer) as gap
    from members
    inner join gaps on members.sum_id = gaps.sum_id

)

select * from final
