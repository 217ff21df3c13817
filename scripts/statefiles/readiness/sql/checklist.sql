-- One row per export in the order in which the receivers want the files, with what to do next.
-- Parameters: stale, the exports that are not of this run.
select
    exports.submission_order,
    exports.export_name,
    exports.file_code,
    exports.title,
    exports.receiving_system,
    exports.due_window,
    batches.batch_id,
    batches.batch_state,
    batches.written_rows,
    case
        when list_contains($stale, exports.export_name) then 'not_of_this_run'
        else summary.readiness
    end as state,
    case
        when list_contains($stale, exports.export_name)
            then 'Export it again: it is built from other options, raw tables or models.'
        when summary.readiness in ('ready', 'ready_with_warnings')
            then case batches.batch_state
                when 'accepted' then 'Done: the receiver has accepted it.'
                when 'sent' then 'Wait for the receiver, then mark the batch accepted or rejected.'
                when 'created' then 'Upload the file, then mark the batch sent.'
                else 'Export it, then upload the file.'
            end
        when summary.readiness = 'empty' and not summary.needs_action
            then 'Nothing to upload: there is nothing to report.'
        else coalesce(summary.remedy, summary.cause, '')
    end as next_step
from reference.exports as exports
inner join report_summary as summary on exports.export_name = summary.export_name
left join report_batches as batches on exports.export_name = batches.export_name
where exports.collection <> 'cast'
order by exports.submission_order
