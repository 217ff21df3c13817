-- Grain: one row per code set, local code, span of validity and state code; spans do not overlap.

with

answers as (

    select * from {{ ref('int_codes__code_crosswalk') }}

),

state_lists as (

    select * from {{ ref('int_codes__state_code_sets') }}

),

code_sets as (

    select * from {{ ref('code_sets') }}

),

listed as (

    select
        code_set,
        local_key
    from state_lists
    group by code_set, local_key

),

-- A state code that is not in the list (GERR0002) or outside its dates (GERR0007) is reported.
final as (

    select
        answers.code_set,
        answers.local_key,
        answers.state_code,
        answers.valid_from,
        answers.valid_to,
        case
            when answers.code_finding is not null then answers.code_finding
            when answers.state_code is null or code_sets.state_list is null then null
            when listed.local_key is null then 'GERR0002'
            when in_force.local_key is null then 'GERR0007'
        end as code_finding
    from answers
    inner join code_sets on answers.code_set = code_sets.code_set
    left join listed
        on
            answers.code_set = listed.code_set
            and lower(answers.state_code) = listed.local_key
    left join state_lists as in_force
        on
            answers.code_set = in_force.code_set
            and lower(answers.state_code) = in_force.local_key
            and {{ span_covers('in_force.start_date', 'in_force.end_date', 'answers.valid_from') }}

)

select * from final
