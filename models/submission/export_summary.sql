-- Grain: one row per export: how many records, and whether the file may be sent.

with

exports as (

    select * from {{ ref('exports') }}

),

counts as (

    select * from {{ ref('int_submissions__counts') }}

),

unsupported_years as (

    select * from {{ ref('int_layouts__unsupported_years') }}

),

layouts as (

    select * from {{ ref('int_layouts__active_layouts') }}

),

causes as (

    select * from {{ ref('readiness_causes') }}

),

found_causes as (

    select * from {{ ref('int_submissions__readiness_causes') }}

),

main_reasons as (

    select * from {{ ref('int_submissions__main_reasons') }}

),

emptied_kinds as (

    select * from {{ ref('int_submissions__emptied_kinds') }}

),

-- Null for an export that has no layout for the year.
active_layouts as (

    select
        export_name,
        min(layout_version) as layout_version
    from layouts
    group by export_name

),

first_causes as (

    select
        found_causes.export_name,
        min_by(found_causes.cause_id, causes.cause_order) as cause_id
    from found_causes
    inner join causes on found_causes.cause_id = causes.cause_id
    group by found_causes.export_name

),

remarks as (

    select
        export_name,
        {{ words_of('remark') }} as remark
    from emptied_kinds
    group by export_name

),

with_cause as (

    select
        exports.export_name,
        exports.collection,
        exports.submission_order,
        active_layouts.layout_version,
        counts.candidates,
        counts.written,
        counts.excluded,
        counts.fatal,
        counts.warnings,
        counts.notes,
        unsupported_years.refusal,
        causes.cause_id,
        causes.is_expected,
        case causes.cause_id
            when 'refused' then unsupported_years.refusal
            when 'not_yet' then unsupported_years.refusal
            when 'nothing_written'
                then
                    causes.cause || ' Most often, for ' || cast(main_reasons.records as string)
                    || ' of ' || cast(counts.candidates as string) || ', the reason is '
                    || main_reasons.exclusion_reason || ': ' || main_reasons.reason_text
            else causes.cause
        end as cause,
        case causes.cause_id
            when 'nothing_written' then coalesce(main_reasons.remedy, causes.remedy)
            else causes.remedy
        end as remedy,
        remarks.remark,
        case
            when causes.cause_id in ('not_built', 'refused') then causes.cause_id
            when causes.cause_id in ('not_yet', 'retired') then 'do_not_send'
            when causes.cause_id in ('rows_set_aside', 'fatal_findings') then 'blocked'
            when counts.written = 0 then 'empty'
            when causes.cause_id is not null then 'blocked'
            when counts.warnings > 0 then 'ready_with_warnings'
            else 'ready'
        end as readiness
    from exports
    inner join counts on exports.export_name = counts.export_name
    left join active_layouts on exports.export_name = active_layouts.export_name
    left join unsupported_years on exports.export_name = unsupported_years.export_name
    left join first_causes on exports.export_name = first_causes.export_name
    left join causes on first_causes.cause_id = causes.cause_id
    left join main_reasons on exports.export_name = main_reasons.export_name
    left join remarks on exports.export_name = remarks.export_name

),

-- A file that is empty because there is nothing to report is not ready, but no error either.
final as (

    select
        *,
        readiness in ('ready', 'ready_with_warnings') as is_ready,
        readiness not in ('ready', 'ready_with_warnings') and not is_expected as needs_action
    from with_cause

)

select * from final
