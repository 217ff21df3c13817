-- Grain: one row per export with the reason that leaves out most of its records, in words.

with

candidates as (

    select * from {{ ref('int_reporting__candidates') }}
    where exclusion_reason is not null

),

reasons as (

    select * from {{ ref('exclusion_reasons') }}

),

remedies as (

    select * from {{ ref('exclusion_remedies') }}

),

counted as (

    select
        export_name,
        exclusion_reason,
        count(*) as records,
        row_number() over (
            partition by export_name
            order by count(*) desc, exclusion_reason
        ) as place
    from candidates
    group by export_name, exclusion_reason

),

final as (

    select
        counted.export_name,
        counted.exclusion_reason,
        counted.records,
        reasons.test as reason_text,
        remedies.remedy
    from counted
    left join reasons
        on
            counted.export_name = reasons.export_name
            and counted.exclusion_reason = reasons.exclusion_reason
    left join remedies on counted.exclusion_reason = remedies.exclusion_reason
    where counted.place = 1

)

select * from final
