-- Grain: one row per code set, local code, span of validity and state code; spans do not overlap.

with

crosswalk as (

    select * from {{ ref('int_codes__code_crosswalk') }}

),

state_code_sets as (

    select * from {{ ref('int_codes__state_code_sets') }}

),

code_sets as (

    select * from {{ ref('code_sets') }}

),

listed as (

    select
        code_set,
        local_key
    from state_code_sets
    group by code_set, local_key

),

-- A state code that is not in the list (GERR0002) or outside its dates (GERR0007) is reported.
final as (

    select
        crosswalk.code_set,
        crosswalk.local_key,
        crosswalk.state_code,
        crosswalk.valid_from,
        crosswalk.valid_to,
        case
            when crosswalk.code_finding is not null then crosswalk.code_finding
            when crosswalk.state_code is null or code_sets.state_list is null then null
            when listed.local_key is null then 'GERR0002'
            when valid_codes.local_key is null then 'GERR0007'
        end as code_finding
    from crosswalk
    inner join code_sets on crosswalk.code_set = code_sets.code_set
    left join listed
        on
            crosswalk.code_set = listed.code_set
            and lower(crosswalk.state_code) = listed.local_key
    left join state_code_sets as valid_codes
        on
            crosswalk.code_set = valid_codes.code_set
            and lower(crosswalk.state_code) = valid_codes.local_key
            and {{ span_covers('valid_codes.start_date', 'valid_codes.end_date',
                               'crosswalk.valid_from') }}

)

select * from final
