-- Grain: one row per code set, state code and first day.

with

code_sets as (

    select * from {{ ref('code_sets') }}

),

codes as (

    select * from {{ ref('codes') }}

),

final as (

    select
        code_sets.code_set,
        codes.code,
        lower(codes.code) as local_key,
        {{ start_or_open('codes.start_date') }} as start_date,
        {{ end_or_open('codes.end_date') }} as end_date
    from code_sets
    inner join codes on code_sets.state_list = codes.code_set

)

select * from final
