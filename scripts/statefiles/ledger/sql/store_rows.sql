-- Put the rows of the temporary table new_rows into the ledger as number $number of series $series:
-- a text that is known is not stored again, and a span goes on while its text is still there.

create or replace temp table digested as
select
    *,
    md5_number(concat_ws(
        chr(31), record_key, subject_key, coalesce(transaction_type, ''), record_hash,
        order_key, record_payload
    )) as digest
from new_rows;

-- Equal rows of one file are reported apart by counting them.
update digested
set digest = counted.digest
from (
    select
        rowid as place,
        digest + cast(row_number() over (partition by digest) - 1 as uhugeint) as digest
    from digested
    where digest in (select digest from digested group by digest having count(*) > 1)
) as counted
where digested.rowid = counted.place;

-- The numbers need not be without gaps, nor in order: order_key is the place of a row in the file.
insert into {ledger}.record_texts
select
    (select coalesce(max(text_id), 0) from {ledger}.record_texts)
    + new_texts.rowid + 1 as text_id,
    new_texts.digest,
    new_texts.record_key,
    new_texts.subject_key,
    new_texts.transaction_type,
    unhex(new_texts.record_hash) as record_hash,
    new_texts.order_key,
    new_texts.record_payload
from digested as new_texts
anti join {ledger}.record_texts as known on new_texts.digest = known.digest;

create or replace temp table present as
select texts.text_id
from digested
inner join {ledger}.record_texts as texts on digested.digest = texts.digest;

update {ledger}.record_spans
set last_number = $number - 1
where
    series = $series
    and last_number is null
    and text_id not in (select text_id from present);

insert into {ledger}.record_spans
select $series as series, present.text_id, $number as first_number, null as last_number
from present
anti join (
    select text_id from {ledger}.record_spans where series = $series and last_number is null
) as open_spans on present.text_id = open_spans.text_id
order by present.text_id;

drop table digested;

drop table present;
