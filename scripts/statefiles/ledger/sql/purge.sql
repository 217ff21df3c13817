-- Take away the records of batches made before $before, and of extracts of that time. Batches keep
-- their counts. A text goes when no batch that is left holds it.

update {ledger}.batches
set purged_at = $moment
where created_at < $before and purged_at is null and is_placed;

create or replace temp table spans_in_use as
with numbers as (
    select written_series as series, written_number as number
    from {ledger}.batches where purged_at is null
    union all
    select whole_series as series, whole_number as number
    from {ledger}.batches where purged_at is null
),
ranges as (
    select series, first_number, last_number
    from {ledger}.record_spans
    group by series, first_number, last_number
)
select ranges.series, ranges.first_number, ranges.last_number
from ranges
semi join numbers
    on
        ranges.series = numbers.series
        and ranges.first_number <= numbers.number
        and coalesce(ranges.last_number, numbers.number) >= numbers.number;

delete from {ledger}.record_spans as spans
where not exists (
    select 1
    from spans_in_use
    where
        spans_in_use.series = spans.series
        and spans_in_use.first_number = spans.first_number
        and spans_in_use.last_number is not distinct from spans.last_number
);

delete from {ledger}.record_texts
where text_id not in (select text_id from {ledger}.record_spans);

delete from {ledger}.state_extracts where downloaded_at < $before;

drop table spans_in_use;
