-- Grain: one row per export: candidates, findings, and whether all was left out as expected.

with

exports as (

    select * from {{ ref('exports') }}

),

candidates as (

    select * from {{ ref('int_reporting__candidates') }}

),

findings as (

    select * from {{ ref('int_reporting__findings') }}

),

groups as (

    select * from {{ ref('grouped_findings') }}

),

raw_findings as (

    select * from {{ ref('int_raw__findings_by_export') }}

),

remedies as (

    select * from {{ ref('exclusion_remedies') }}

),

counted as (

    select
        candidates.export_name,
        count(*) as candidates,
        count(*) filter (where candidates.exclusion_reason is null) as written,
        count(*) filter (where candidates.exclusion_reason is not null) as excluded,
        count(*) filter (where candidates.exclusion_reason = 'unsafe_value') as set_aside,
        count(*) filter (where candidates.exclusion_reason = 'not_currently_enrolled')
            as not_enrolled,
        -- What is at the receiver already was told of when it went; the others were left out then.
        bool_and(coalesce(remedies.is_expected, false))
        or bool_or(coalesce(remedies.is_done, false)) as is_left_out_as_expected
    from candidates
    left join remedies on candidates.exclusion_reason = remedies.exclusion_reason
    group by candidates.export_name

),

-- As the list of findings tells them: what many records share counts once.
listed as (

    select distinct
        findings.export_name,
        findings.severity,
        findings.rule_id,
        case when groups.grouped_by is null then findings.record_key end as record_key,
        case when coalesce(groups.grouped_by, '') <> 'file' then findings.column_name end
            as column_name,
        case when coalesce(groups.grouped_by, '') <> 'file' then findings.value end as value
    from findings
    left join groups on findings.rule_id = groups.rule_id

),

counted_by_severity as (

    select
        export_name,
        count(*) filter (where severity = 'fatal') as fatal,
        count(*) filter (where severity = 'warning') as warnings,
        count(*) filter (where severity = 'information') as notes
    from listed
    group by export_name

),

final as (

    select
        exports.export_name,
        exports.collection,
        coalesce(counted.candidates, 0) as candidates,
        coalesce(counted.written, 0) as written,
        coalesce(counted.excluded, 0) as excluded,
        coalesce(counted.set_aside, 0) as set_aside,
        coalesce(counted.not_enrolled, 0) as not_enrolled,
        coalesce(counted.is_left_out_as_expected, false) as is_left_out_as_expected,
        coalesce(counted_by_severity.fatal, 0) + coalesce(raw_findings.fatal, 0) as fatal,
        coalesce(counted_by_severity.warnings, 0) + coalesce(raw_findings.warnings, 0) as warnings,
        coalesce(counted_by_severity.notes, 0) as notes
    from exports
    left join counted on exports.export_name = counted.export_name
    left join counted_by_severity on exports.export_name = counted_by_severity.export_name
    left join raw_findings on exports.export_name = raw_findings.export_name

)

select * from final
