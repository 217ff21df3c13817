-- The last batch of an export, year and site that reached a state; one that reached a state has been
-- in those before it. Parameters: export_type, year_label, lea_code, site_code, reached. A batch of an
-- older form of the ledger may not tell its LEA. A whole file without rows was never submitted.
select *
from {ledger}.batches
where
    export_type = $export_type
    and year_label = $year_label
    and coalesce(lea_code, $lea_code) = $lea_code
    and site_code = $site_code
    and is_placed
    and (written_rows > 0 or base_batch_id is not null)
    and case $reached
        when 'created' then batch_state in ('created', 'sent', 'accepted')
        when 'sent' then batch_state in ('sent', 'accepted')
        when 'accepted' then batch_state = 'accepted'
    end
order by batch_number desc
limit 1
