-- Grain: one row per export: how many records, and whether the file may be sent.

with

exports as (

    select * from {{ ref('exports') }}

),

candidates as (

    select * from {{ ref('int_reporting__candidates') }}

),

findings as (

    select * from {{ ref('export_findings') }}

),

unsupported_years as (

    select * from {{ ref('int_layouts__unsupported_years') }}

),

layouts as (

    select * from {{ ref('int_layouts__active_layouts') }}

),

raw_findings as (

    select * from {{ ref('int_raw__findings_by_export') }}

),

counted as (

    select
        export_name,
        count(*) as candidates,
        count(*) filter (where exclusion_reason is null) as written,
        count(*) filter (where exclusion_reason is not null) as excluded,
        count(*) filter (where exclusion_reason = 'unsafe_value') as set_aside
    from candidates
    group by export_name

),

-- Null for an export that has no layout for the year.
active_layouts as (

    select
        export_name,
        min(layout_version) as layout_version
    from layouts
    group by export_name

),

counted_by_severity as (

    select
        export_name,
        count(*) filter (where severity = 'fatal') as fatal,
        count(*) filter (where severity = 'warning') as warnings,
        count(*) filter (where severity = 'information') as notes
    from findings
    group by export_name

),

final as (

    select
        exports.export_name,
        exports.collection,
        active_layouts.layout_version,
        coalesce(counted.candidates, 0) as candidates,
        coalesce(counted.written, 0) as written,
        coalesce(counted.excluded, 0) as excluded,
        coalesce(counted_by_severity.fatal, 0) + coalesce(raw_findings.fatal, 0) as fatal,
        coalesce(counted_by_severity.warnings, 0) + coalesce(raw_findings.warnings, 0) as warnings,
        coalesce(counted_by_severity.notes, 0) as notes,
        unsupported_years.refusal,
        unsupported_years.refusal is null
        and coalesce(counted_by_severity.fatal, 0) + coalesce(raw_findings.fatal, 0) = 0
        and coalesce(counted.set_aside, 0) = 0 as is_ready
    from exports
    left join counted on exports.export_name = counted.export_name
    left join counted_by_severity on exports.export_name = counted_by_severity.export_name
    left join raw_findings on exports.export_name = raw_findings.export_name
    left join active_layouts on exports.export_name = active_layouts.export_name
    left join unsupported_years on exports.export_name = unsupported_years.export_name

)

select * from final
