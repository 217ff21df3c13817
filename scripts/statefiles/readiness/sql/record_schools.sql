-- The school of each record of one export with a finding, as its file would name it. Replaced before:
-- {records}, the model of its records, and the columns {key} and {school}. Parameter: export_name.
insert into report_schools
select
    $export_name as export_name,
    records.{key} as record_key,
    min(records.{school}) as school_code
from {records} as records
semi join report_findings as findings
    on findings.export_name = $export_name and records.{key} = findings.record_key
where records.export_name = $export_name
group by records.{key}
