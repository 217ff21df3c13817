-- Grain: one row per sum of counts and count in it. None when complementary_suppression is off.

with

options as (

    select * from {{ ref('run_options') }}

),

cells as (

    select cells.*
    from {{ ref('int_assessments__cast_audited_cells') }} as cells
    cross join options
    where options.complementary_suppression

),

row_sums as (

    select * from {{ ref('int_assessments__cast_row_sums') }}

),

count_sums as (

    select * from {{ ref('int_assessments__cast_count_sums') }}

),

final as (

    {{ cast_sum_members('cells') }}

)

select * from final
