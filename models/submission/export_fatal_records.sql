-- Grain: one row per export and record with fatal findings: what quarantine puts beside the file.

with

findings as (

    select * from {{ ref('export_findings') }}
    where severity = 'fatal'

),

final as (

    select
        export_name,
        record_key,
        {{ words_of('rule_id') }} as reasons
    from findings
    group by export_name, record_key

)

select * from final
