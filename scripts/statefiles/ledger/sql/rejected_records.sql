-- What the state refused, beside our rows and findings: whether a finding of the rule stood at the
-- record, and what the catalog says of the rule.
create or replace temp table rejected_records as
with
told as (
    select
        record_key,
        string_agg(distinct rule_id, ' ' order by rule_id) as told_rules,
        list(distinct upper(rule_id)) as rule_ids
    from exports.export_findings
    where export_name = $export_name
    group by record_key
),
told_of_the_file as (
    select list(distinct upper(rule_id)) as rule_ids
    from exports.export_findings
    where export_name = $export_name and record_key in ('all rows', 'file')
),
catalog as (
    select
        upper(rule_id) as rule_id,
        min_by(status, rule_key) as status,
        min_by(status_reason, rule_key) as status_reason
    from reference.validation_rules
    where file_code = $file_code
        or file_code in ('all', 'Fall 1', 'Fall 2', 'EOY 1', 'EOY 2', 'EOY 3', 'EOY 4')
    group by upper(rule_id)
)
select
    rejected.row_number as row_of_return,
    rejected.error_code,
    rejected.error_severity,
    rejected.error_description,
    rejected.field_name,
    rejected.field_value,
    here.record_key,
    case
        when here.record_key is null then 'not a row of today'
        when list_contains(told.rule_ids, upper(rejected.error_code))
            or list_contains(told_of_the_file.rule_ids, upper(rejected.error_code)) then 'told'
        else 'not told'
    end as answer,
    told.told_rules,
    coalesce(catalog.status, 'unknown rule') as rule_status,
    catalog.status_reason
from rejected_rows as rejected
cross join told_of_the_file
left join here_keys as here
    on
        rejected.natural_key = here.natural_key
        and rejected.local_student_id = here.local_student_id
left join told on here.record_key = told.record_key
left join catalog on upper(rejected.error_code) = catalog.rule_id;
