-- How many subjects stand only in batches whose records a purge takes: they count no longer as
-- previously submitted. Parameter: before.
with subjects as (
    select
        batches.export_type,
        batches.year_label,
        records.subject_key,
        bool_and(batches.created_at < $before) as is_forgotten
    from {ledger}.batches as batches
    inner join {ledger}.submission_records as records on batches.batch_id = records.batch_id
    where batches.batch_state in ('created', 'sent', 'accepted')
    group by batches.export_type, batches.year_label, records.subject_key
)
select
    lower(export_type) as export_name,
    year_label,
    count(*) as subjects
from subjects
where is_forgotten
group by export_type, year_label
order by export_type, year_label
