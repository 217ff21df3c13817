-- Grain: one row per candidate record that no file holds, with the one reason.

with

candidates as (

    select * from {{ ref('int_reporting__candidates') }}

),

reasons as (

    select * from {{ ref('exclusion_reasons') }}

),

final as (

    select
        candidates.export_name,
        candidates.record_key,
        candidates.exclusion_reason,
        reasons.test as reason_text
    from candidates
    left join reasons
        on
            candidates.export_name = reasons.export_name
            and candidates.exclusion_reason = reasons.exclusion_reason
    where candidates.exclusion_reason is not null

)

select * from final
