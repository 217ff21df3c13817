-- Grain: one row per sum of counts and count in it. None when complementary_suppression is off.

with

options as (

    select * from {{ ref('run_options') }}

),

aggregates as (

    select aggregates.*
    from {{ ref('int_disclosure__aggregates') }} as aggregates
    cross join options
    where options.complementary_suppression

),

row_constraints as (

    select * from {{ ref('int_disclosure__row_constraints') }}

),

count_constraints as (

    select * from {{ ref('int_disclosure__count_constraints') }}

),

final as (

    {{ cast_constraint_members('aggregates') }}

)

select * from final
