-- Grain: one row per county-district-school code that an organisation has.

with

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

-- Two organisations may share a code; if one of them is direct funded (DF), the code is.
final as (

    select
        cds_code,
        right(cds_code, 7) as school_code,
        min(upper(charter_funding_code)) filter (
            where upper(charter_funding_code) in ('DF', 'LF')
        ) as charter_funding_code
    from orgs
    where cds_code is not null
    group by cds_code

)

select * from final
