-- The last batch of an export, year and site that reached a state; one that reached a state has been
-- in those before it. Parameters: export_type, year_label, site_code, reached.
select *
from {ledger}.batches
where
    export_type = $export_type
    and year_label = $year_label
    and site_code = $site_code
    and is_placed
    and case $reached
        when 'created' then batch_state in ('created', 'sent', 'accepted')
        when 'sent' then batch_state in ('sent', 'accepted')
        when 'accepted' then batch_state = 'accepted'
    end
order by batch_id desc
limit 1
