-- Grain: one row per day on which an export of this run judges the codes of a person.

with

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D12: Fall uses Census Day, the other exports the as-of date held in their window.
final as (

    select census_date as reference_date from options
    union
    select range_reference_date as reference_date from options
    union
    select year_reference_date as reference_date from options

)

select * from final
