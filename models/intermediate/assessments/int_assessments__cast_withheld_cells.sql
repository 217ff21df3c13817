-- Grain: one row per count that the CAST research file withholds, by rule or to protect another.

with

cells as (

    select * from {{ ref('int_assessments__cast_audited_cells') }}

),

protecting as (

    select * from {{ ref('int_assessments__cast_protecting_cells') }}

),

final as (

    select
        cells.cell_id,
        cells.row_number,
        cells.is_all_grades,
        cells.count_number,
        cells.count_name,
        cells.is_entity_total,
        cells.block,
        cells.is_published,
        cells.count_value,
        cells.low,
        cells.high
    from cells
    left join protecting on cells.cell_id = protecting.cell_id
    where cells.is_withheld or protecting.cell_id is not null

)

select * from final
