-- Grain: one row per code set, local code, state code and first day, from the agency or shipped.

with

agency as (

    select * from {{ ref('stg_sis__code_translations') }}

),

shipped as (

    select * from {{ ref('xwalk_shipped_translations') }}

),

state_code_sets as (

    select * from {{ ref('int_codes__state_code_sets') }}

),

own as (

    select
        code_set,
        lower(local_code) as local_key,
        state_code,
        {{ start_or_open('start_date') }} as start_date,
        {{ end_or_open('end_date') }} as end_date
    from agency

),

-- Contract rule 14: a shipped row serves only a local code for which the agency has no row at all.
shipped_unless_own as (

    select
        shipped.code_set,
        lower(shipped.local_code) as local_key,
        shipped.state_code,
        cast('0001-01-01' as date) as start_date,
        cast('9999-12-31' as date) as end_date
    from shipped
    left join own
        on
            shipped.code_set = own.code_set
            and lower(shipped.local_code) = own.local_key
    where own.local_key is null

),

united as (

    select * from own
    union all
    select * from shipped_unless_own

),

spellings as (

    select
        code_set,
        local_key,
        min(code) as state_code
    from state_code_sets
    group by code_set, local_key

),

-- Codes are compared without regard to case and written in the state's spelling (contract rule 9).
final as (

    select
        united.code_set,
        united.local_key,
        coalesce(spellings.state_code, united.state_code) as state_code,
        united.start_date,
        united.end_date
    from united
    left join spellings
        on
            united.code_set = spellings.code_set
            and lower(united.state_code) = spellings.local_key
    group by
        united.code_set,
        united.local_key,
        coalesce(spellings.state_code, united.state_code),
        united.start_date,
        united.end_date

)

select * from final
