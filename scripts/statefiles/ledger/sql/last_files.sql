-- The files below a folder with the last batch that wrote each. Parameter: out, with a slash at its end.
select
    lower(batches.export_type) as export_name,
    batches.batch_id,
    batches.run_options,
    substr(files.file_path, length($out) + 1) as file,
    files.written_rows as rows,
    files.written_bytes as bytes,
    files.file_sha256 as sha256
from {ledger}.batch_files as files
inner join {ledger}.batches as batches on files.batch_id = batches.batch_id
where starts_with(files.file_path, $out) and batches.is_placed
qualify row_number() over (
    partition by files.file_path order by batches.batch_number desc
) = 1
order by files.file_path
