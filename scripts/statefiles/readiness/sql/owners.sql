-- Who has how much to correct.
select
    coalesce(fixed_by, 'nobody named') as fixed_by,
    count(*) filter (where severity = 'fatal') as fatal,
    count(*) filter (where severity = 'warning') as warnings,
    count(*) filter (where severity = 'information') as notes
from report_findings
group by coalesce(fixed_by, 'nobody named')
order by
    fatal desc,
    warnings desc,
    fixed_by
