-- Grain: one row per export and record with fatal findings: what quarantine puts beside the file.

with

findings as (

    select * from {{ ref('int_reporting__findings') }}
    where severity = 'fatal'

),

candidates as (

    select * from {{ ref('int_reporting__candidates') }}

),

final as (

    select
        findings.export_name,
        findings.record_key,
        candidates.row_key,
        {{ words_of('findings.rule_id') }} as reasons
    from findings
    left join candidates
        on
            findings.export_name = candidates.export_name
            and findings.record_key = candidates.record_key
    group by findings.export_name, findings.record_key, candidates.row_key

)

select * from final
