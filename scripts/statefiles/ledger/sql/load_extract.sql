-- Keep the state's extract, and put its rows of this year and site into extract_rows. Subjects are
-- those of the records of the same key here, else the student with the SSID.

delete from {ledger}.state_extracts where extract_id = $extract_id;

insert into {ledger}.state_extracts
select
    $extract_id as extract_id,
    row_number,
    $file_code as file_code,
    record_key,
    record_hash,
    record_payload,
    cast(try_strptime(upload_date, ['%Y%m%d', '%m/%d/%Y', '%Y-%m-%d', '%m/%d/%Y %I:%M:%S %p'])
    as date) as upload_date,
    cast(try_strptime(last_updated_date, ['%Y%m%d', '%m/%d/%Y', '%Y-%m-%d', '%m/%d/%Y %I:%M:%S %p'])
    as date) as last_updated_date,
    $downloaded_at as downloaded_at
from extract_texts;

create or replace temp table extract_rows as
with same_record as (
    select record_key, record_hash, min(subject_key) as subject_key
    from here_rows
    group by record_key, record_hash
),
same_key as (
    select record_key, min(subject_key) as subject_key from here_rows group by record_key
),
same_ssid as (
    select ssid, min(student_id) as student_id from marts.dim_students group by ssid
)
select
    texts.record_key,
    coalesce(same_record.subject_key, same_key.subject_key, same_ssid.student_id, '') as subject_key,
    cast(null as varchar) as transaction_type,
    texts.record_hash,
    texts.order_key,
    texts.record_payload
from extract_texts as texts
left join same_record
    on
        texts.record_key = same_record.record_key
        and unhex(texts.record_hash) = same_record.record_hash
left join same_key on texts.record_key = same_key.record_key
left join same_ssid on texts.ssid = same_ssid.ssid
where texts.is_asked_for;
