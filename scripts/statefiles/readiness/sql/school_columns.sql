-- One row per export with a finding whose file names a school: where its records say which.
select
    exports.export_name,
    columns.table_schema || '.' || columns.table_name as records,
    max(case when columns.column_name = 'record_id' then 'record_id' else 'record_key' end) as key,
    fields.filled_by as school
from reference.exports as exports
semi join report_findings as findings on exports.export_name = findings.export_name
inner join intermediate.int_layouts__active_layouts as fields
    on
        exports.export_name = fields.export_name
        and exports.school_field = fields.column_name
inner join information_schema.columns as columns
    on
        columns.table_catalog = 'warehouse'
        and columns.table_name = 'int_' || exports.collection || '__' || exports.steps || '_records'
group by
    exports.export_name,
    columns.table_schema,
    columns.table_name,
    fields.filled_by
having bool_or(columns.column_name = fields.filled_by)
order by exports.export_name
