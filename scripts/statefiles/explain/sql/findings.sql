-- What is wrong with a record, worst first. Parameters: export_name, record_key.
select
    findings.rule_id,
    findings.severity,
    coalesce(findings.column_name, '') as column_name,
    coalesce(findings.value, '') as value,
    coalesce(findings.message, '') as message,
    coalesce(findings.fixed_by, '') as fixed_by
from exports.export_findings as findings
where findings.export_name = $export_name and findings.record_key = $record_key
order by
    list_position(['fatal', 'warning', 'information'], findings.severity),
    findings.rule_id,
    column_name
