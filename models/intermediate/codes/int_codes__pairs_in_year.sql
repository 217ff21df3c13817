-- Grain: one row per pair set and pair of codes allowed in the academic year of the run.

with

pairs as (

    select * from {{ ref('valid_pairs') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        pairs.pair_set,
        pairs.first_code,
        pairs.second_code
    from pairs
    cross join options
    where
        pairs.first_year <= options.school_year
        and coalesce(pairs.last_year, options.school_year) >= options.school_year
    group by pairs.pair_set, pairs.first_code, pairs.second_code

)

select * from final
