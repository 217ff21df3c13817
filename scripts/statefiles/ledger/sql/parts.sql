-- The files of what changed, in the order of sending, with the changes that each holds. A processing
-- method that is not here takes whole files only. Parameter: processing_method.
create or replace temp table parts as
select
    part,
    change
from (
    values
        ('transaction', '1-delete', 'removed'),
        ('transaction', '2-update', 'changed'),
        ('transaction', '3-add', 'added'),
        ('effective date', 'changed', 'removed'),
        ('effective date', 'changed', 'changed'),
        ('effective date', 'changed', 'added'),
        ('update', 'changed', 'changed'),
        ('update', 'changed', 'added')
) as listed (processing_method, part, change)
where processing_method = $processing_method;

select part
from parts
group by part
order by part
