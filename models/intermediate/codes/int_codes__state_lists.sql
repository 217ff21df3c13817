-- Grain: one row per code set, state code and first day; of sets without list, per value in use.

with

code_sets as (

    select * from {{ ref('code_sets') }}

),

codes as (

    select * from {{ ref('codes') }}

),

open_values as (

    select * from {{ ref('int_codes__open_values') }}

),

-- Contract rule 9b: in a set without list every value stands for itself, on every day.
final as (

    select
        code_sets.code_set,
        codes.code,
        lower(codes.code) as local_key,
        coalesce(codes.start_date, cast('0001-01-01' as date)) as start_date,
        {{ end_or_open('codes.end_date') }} as end_date
    from code_sets
    inner join codes on code_sets.state_list = codes.code_set
    union all
    select
        code_set,
        code,
        local_key,
        cast('0001-01-01' as date) as start_date,
        {{ end_or_open('cast(null as date)') }} as end_date
    from open_values

)

select * from final
