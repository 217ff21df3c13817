"""What the state gives back beside its extracts: rejected records, SSIDs and replaced SSIDs.

Rejected records repeat the layout, with -E after the record type, and tell the error behind it. The
SSIDs are kept beside the extracts, for the rules that they decide.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from statefiles import common, writer
from statefiles.common import UserError
from statefiles.ledger.extract import delimiter_of
from statefiles.ledger.extract_text import readable
from statefiles.ledger.store import Ledger


def fields_of(return_name: str) -> tuple[list[str], list[str]]:
    """The fields of a return, and those of its shorter form."""
    rows = [r for r in common.seed("layouts/state_returns") if r["return_name"] == return_name]
    whole = [row["column_name"] for row in rows]
    return whole, [row["column_name"] for row in rows if row["in_older_form"] == "true"]


def read(
    ledger: Ledger, path: Path, table: str, forms: Sequence[Sequence[str]], delimiter: str = "^"
) -> str:
    """A file of the state as text columns in a temporary table, with row numbers; what is said of
    its text. The first of the forms that fits counts.

    Errors: UserError when no form fits.
    """
    common.refuse_special(path)
    quote = '"' if delimiter == "," else ""
    with readable(ledger, path) as (text, remark):
        for names in forms:
            columns = ", ".join(f"'{name}': 'varchar'" for name in names)
            missing = "".join(f", null::varchar as {n}" for n in forms[0] if n not in names)
            try:
                ledger.run(
                    f"create or replace temp table {table} as select *{missing}, "
                    "row_number() over () as row_number from read_csv("
                    f"{common.literal(text)}, delim = '{delimiter}', header = false, "
                    f"auto_detect = false, quote = '{quote}', escape = '', "
                    f"columns = {{{columns}}}, parallel = false)"
                )
                return remark
            except duckdb.Error:
                continue
    counts = " or ".join(str(len(names)) for names in forms)
    raise UserError(
        f"{path.name} does not have {counts} fields in each row: it is another return, or one of "
        "another layout; choose its year with --layout-year when exporting."
    )


def rejected(ledger: Ledger, export: writer.Export, path: Path) -> str:
    """The rejected records beside our rows and findings, in the table rejected_records."""
    record_type = f"{export.facts['file_code']}-E"
    delimiter = delimiter_of(path, record_type)
    layout = [column.name for column in export.columns]
    forms = [[*layout, *names] for names in fields_of("rejected_records")]
    remark = read(ledger, path, "rejected_cells", forms, delimiter)
    key = writer.key_text([f"nullif({name}, '')" for name in export.words("key_fields")])
    local = "coalesce(local_student_id, '')" if "local_student_id" in layout else "''"
    ledger.run(
        f"create or replace temp table rejected_rows as select {key} as natural_key, "
        f"{local} as local_student_id, row_number, error_code, error_severity, "
        "error_description, field_name, field_value from rejected_cells"
    )
    ledger.run(
        f"create or replace temp table here_keys as select {key} as natural_key, "
        f"{local} as local_student_id, min(candidates.record_key) as record_key "
        f"from (select * from {export.relation}) as report "
        "inner join intermediate.int_reporting__candidates as candidates "
        f"on candidates.export_name = '{export.name}' and candidates.exclusion_reason is null "
        f"and candidates.row_key = {export.key} group by all"
    )
    ledger.script("rejected_records", export_name=export.name, file_code=export.facts["file_code"])
    return remark


def ssids(ledger: Ledger, path: Path, retired: Path | None) -> str:
    """The SSIDs of the state beside our students, in the temporary table ssid_answers."""
    remark = read(ledger, path, "ssid_rows", fields_of("ssid_extract"))
    keep(ledger, path, "ssid_rows", "ssid_extract", "SSID", "ssid")
    names, _ = fields_of("replacement_ssids")
    if retired:
        read(ledger, retired, "retired_rows", [names])
        keep(ledger, retired, "retired_rows", "replacement_ssids", "REPLACED", "retired_ssid")
    else:
        columns = ", ".join(f"null::varchar as {name}" for name in names)
        ledger.run(f"create or replace temp table retired_rows as select {columns} limit 0")
    ledger.script("ssid_answers")
    return remark


def keep(
    ledger: Ledger, path: Path, table: str, return_name: str, file_code: str, key: str
) -> None:
    """Put the rows of a return into state_extracts, in the place of those of its kind."""
    names, _ = fields_of(return_name)
    payload = "concat_ws('^', " + ", ".join(f"coalesce({name}, '')" for name in names) + ")"
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    moment = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)
    extract_id = f"X-{moment:%Y%m%d}-{file_code}-{sha256[:6]}"
    with ledger.transaction(f"{extract_id} is kept"):
        ledger.run("delete from {ledger}.state_extracts where file_code = ?", [file_code])
        ledger.run(
            "insert into {ledger}.state_extracts select ?, row_number, ?, "
            f"coalesce({key}, ''), md5({payload}), {payload}, null, null, ? from {table}",
            [extract_id, file_code, moment],
        )
