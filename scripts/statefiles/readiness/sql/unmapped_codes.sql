-- Local codes without a right state code: one row per code set, code and what is wrong with it.
-- Parameter: most rows.
with

found as (

    select
        coalesce(fields.code_set, findings.column_name, '') as code_set,
        coalesce(findings.value, '') as local_code,
        findings.rule_id,
        findings.export_name,
        findings.record_key
    from report_findings as findings
    left join intermediate.int_layouts__active_layouts as fields
        on
            findings.export_name = fields.export_name
            and findings.column_name = fields.column_name
    where
        findings.rule_id in ('ambiguous_code', 'GERR0002', 'GERR0007')
        or findings.rule_id like 'unmapped%'

),

counted as (

    select
        code_set,
        local_code,
        rule_id,
        count(*) as findings,
        string_agg(distinct export_name, ' ' order by export_name) as export_names
    from found
    group by
        code_set,
        local_code,
        rule_id

)

select
    *,
    case rule_id
        when 'ambiguous_code' then 'several state codes'
        when 'GERR0002' then 'not in the list of the state'
        when 'GERR0007' then 'not valid on the date'
        else 'no translation'
    end as trouble,
    count(*) over () as all_rows
from counted
order by
    findings desc,
    code_set,
    local_code
limit $most
