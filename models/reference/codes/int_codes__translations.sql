-- Grain: one row per code set, local code, state code and first day, from the agency or shipped.

with

agency as (

    select * from {{ ref('stg_sis__code_translations') }}

),

shipped as (

    select * from {{ ref('xwalk_shipped_translations') }}

),

own as (

    select
        code_set,
        lower(local_code) as local_key,
        state_code,
        coalesce(start_date, cast('0001-01-01' as date)) as start_date,
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

final as (

    select * from own
    union all
    select * from shipped_unless_own

)

select * from final
