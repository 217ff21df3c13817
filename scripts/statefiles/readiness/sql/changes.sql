-- One row per export with a batch: what differs from the one before it.
select
    batches.export_name,
    batches.batch_id,
    batches.batch_state,
    batches.older_batch_id,
    batches.older_batch_state,
    batches.older_key_fields is not null and batches.older_key_fields <> batches.key_fields
        as has_other_keys,
    count(*) filter (where differences.change = 'added') as added,
    count(*) filter (where differences.change = 'changed') as changed,
    count(*) filter (where differences.change = 'deleted') as deleted,
    any_value(causes.causes) as causes,
    any_value(causes.differing_tables) as differing_tables,
    any_value(causes.differing_options) as differing_options
from report_batches as batches
left join report_causes as causes on batches.export_name = causes.export_name
left join report_differences as differences on batches.export_name = differences.export_name
left join reference.exports as exports on batches.export_name = exports.export_name
group by
    batches.export_name,
    batches.batch_id,
    batches.batch_state,
    batches.older_batch_id,
    batches.older_batch_state,
    has_other_keys,
    exports.submission_order
order by exports.submission_order
