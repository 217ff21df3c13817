-- The last accepted batch of each series when a purge takes its records: changes since it can no
-- longer be reported. Parameter: before.
select
    max_by(batch_id, batch_number) as batch_id,
    export_type
from {ledger}.batches
where batch_state = 'accepted'
group by export_type, year_label, lea_code, site_code
having max(created_at) < $before and max_by(coalesce(cast(purged_at as varchar), ''), batch_number) = ''
order by max(batch_number)
