-- Grain: one row per suppressed count but the results that other rows tell whole.

with

suppressed as (

    select * from {{ ref('int_disclosure__suppressed_aggregates') }}

),

disclosed_rows as (

    select * from {{ ref('int_disclosure__disclosed_rows') }}

),

equal_rows as (

    select * from {{ ref('int_disclosure__equal_rows') }}

),

final as (

    select
        suppressed.aggregate_id,
        {{ cast_aggregate_id(
            'coalesce(equal_rows.equal_row_number, suppressed.row_number)',
            'suppressed.count_number'
        ) }} as equal_aggregate_id,
        suppressed.row_number,
        suppressed.is_all_grades,
        suppressed.count_number,
        suppressed.is_entity_total,
        suppressed.count_value,
        suppressed.low,
        suppressed.high
    from suppressed
    left join disclosed_rows on suppressed.row_number = disclosed_rows.row_number
    left join equal_rows on suppressed.row_number = equal_rows.row_number
    where
        disclosed_rows.row_number is null
        or not suppressed.is_published
        or suppressed.suppression_group <> 'results'

)

select * from final
