-- Failing rows: a local code with two answers on one day where the set allows one (rule 9).

with

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

code_sets as (

    select * from {{ ref('code_sets') }}
    where not allows_several

),

ordered as (

    select
        state_codes.code_set,
        state_codes.local_key,
        state_codes.valid_from,
        state_codes.valid_to,
        lead(state_codes.valid_from) over (
            partition by state_codes.code_set, state_codes.local_key
            order by state_codes.valid_from, state_codes.valid_to
        ) as next_valid_from
    from state_codes
    inner join code_sets on state_codes.code_set = code_sets.code_set

)

select * from ordered
where valid_to < valid_from or next_valid_from <= valid_to
