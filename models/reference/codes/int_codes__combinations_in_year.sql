-- Grain: one row per pair set and pair of codes: whether the state allows it in the year.

with

pairs as (

    select * from {{ ref('valid_code_combinations') }}

),

options as (

    select * from {{ ref('run_options') }}

),

first_codes as (

    select
        pair_set,
        first_code
    from pairs
    group by pair_set, first_code

),

second_codes as (

    select
        pair_set,
        second_code
    from pairs
    group by pair_set, second_code

),

valid_combinations as (

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

),

-- A pair is evaluated only when the published list (2020) knows both codes: grade TK came later, so
-- the list says nothing about it.
final as (

    select
        first_codes.pair_set,
        first_codes.first_code,
        second_codes.second_code,
        valid_combinations.pair_set is not null as is_allowed
    from first_codes
    inner join second_codes on first_codes.pair_set = second_codes.pair_set
    left join valid_combinations
        on
            first_codes.pair_set = valid_combinations.pair_set
            and first_codes.first_code = valid_combinations.first_code
            and second_codes.second_code = valid_combinations.second_code
)

select * from final
