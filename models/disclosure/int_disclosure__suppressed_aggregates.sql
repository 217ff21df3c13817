-- Grain: one row per count that the CAST research file suppresses, by rule or to protect another.

with

aggregates as (

    select * from {{ ref('int_disclosure__aggregates') }}

),

complementary as (

    select * from {{ ref('int_disclosure__complementary_suppressions') }}

),

final as (

    select
        aggregates.aggregate_id,
        aggregates.row_number,
        aggregates.is_all_grades,
        aggregates.count_number,
        aggregates.is_entity_total,
        aggregates.suppression_group,
        aggregates.is_published,
        aggregates.count_value,
        aggregates.low,
        aggregates.high
    from aggregates
    left join complementary on aggregates.aggregate_id = complementary.aggregate_id
    where aggregates.is_suppressed or complementary.aggregate_id is not null

)

select * from final
