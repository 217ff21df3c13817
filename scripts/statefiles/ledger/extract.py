"""Reconcile with the state's own extract: load it, compare it, make a batch of it if wanted.

An extract repeats the layout, with -R after the record type and two more fields: upload date and
last updated date. It has no header; the field delimiter is the one after the record type.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from statefiles import common, report, writer
from statefiles.common import UserError
from statefiles.ledger import batch as ledger_batch
from statefiles.ledger.compare import Side, compare
from statefiles.ledger.extract_text import readable
from statefiles.ledger.store import Ledger, now, user_name

DELIMITERS = {"^": "caret", "\t": "tab", ",": "comma"}


@dataclass(frozen=True)
class Loaded:
    """An extract in the ledger: its key, digest, rows, and rows of other years or schools."""

    extract_id: str
    sha256: str
    rows: int
    passed_over: int
    remark: str = ""


def delimiter_of(path: Path, record_type: str) -> str:
    """The character after the record type of the first row. Errors: UserError for another file."""
    try:
        with path.open("rb") as stream:
            start = stream.read(len(record_type) + 3).decode("latin-1").replace('"', "")
    except OSError as error:
        raise UserError(f"The extract {path} cannot be read; check the path.") from error
    if not start.startswith(record_type) or start[len(record_type) :][:1] not in DELIMITERS:
        raise UserError(
            f"{path.name} does not begin with the record type {record_type} and a caret, tab or "
            "comma: it is no extract of this file."
        )
    return start[len(record_type) :][:1]


def read(ledger: Ledger, export: writer.Export, path: Path) -> str:
    """The extract as text columns, in the temporary table extract_cells, with row numbers; what is
    said of its text.

    Errors: UserError for rows that have not the fields of the layout and the two dates.
    """
    common.refuse_special(path)
    record_type = f"{export.facts['file_code']}-R"
    delimiter = delimiter_of(path, record_type)
    names = [*(column.name for column in export.columns), "upload_date", "last_updated_date"]
    with readable(ledger, path) as (text, remark):
        columns = ", ".join(f"'{name}': 'varchar'" for name in names)
        quote = '"' if delimiter == "," else ""
        try:
            ledger.run(
                "create or replace temp table extract_cells as select *, "
                "row_number() over () as row_number from read_csv("
                f"{common.literal(text)}, delim = '{delimiter}', header = false, "
                f"auto_detect = false, quote = '{quote}', escape = '', "
                f"columns = {{{columns}}}, parallel = false)"
            )
        except duckdb.Error as error:
            raise UserError(
                f"{path.name} does not have {len(names)} fields in each row, those of layout "
                f"{export.facts['layout_version']} and two dates: extracts come in the layout of "
                "the day they were asked for; choose its year with --layout-year when exporting."
            ) from error
    wrong = ledger.run(
        "select min(row_number) from extract_cells where record_type_code is distinct from ?",
        [record_type],
    ).fetchone()[0]
    if wrong:
        raise UserError(f"Row {wrong} of {path.name} is not of record type {record_type}.")
    return remark


def refuse_another_lea(
    ledger: Ledger, export: writer.Export, path: Path, options: Mapping[str, str]
) -> None:
    """An extract of another district, or without a row of the year, is not to be compared."""
    names = [column.name for column in export.columns]
    lea = options.get("lea_code")
    if lea and "reporting_lea" in names:
        row = ledger.run(
            "select row_number, reporting_lea from extract_cells "
            "where reporting_lea is distinct from ? order by row_number limit 1", [lea],
        ).fetchone()  # fmt: skip
        if row:
            raise UserError(
                f"Row {row[0]} of {path.name} is of the LEA {row[1] or '(blank)'}, not {lea}: "
                "it is the extract of another agency."
            )
    if "academic_year_id" in names:
        year = options["academic_year"]
        row = ledger.run(
            "select min(academic_year_id), count(*) filter (where academic_year_id = ?) "
            "from extract_cells", [year],
        ).fetchone()  # fmt: skip
        if row[0] and not row[1]:
            raise UserError(
                f"{path.name} holds no row of {year}, but of {row[0]}: get the extract of that "
                "year, or export the year of the extract first."
            )


def school_column(export: writer.Export) -> str:
    """The column that names the school of a row; empty when the file has none."""
    names = [column.name for column in export.columns]
    return next((name for name in names if name.startswith("school_of_")), "")


def asked_for(export: writer.Export, options: Mapping[str, str]) -> str:
    """Which rows of an extract belong to the year and site of the run."""
    tests = ["true"]
    if any(column.name == "academic_year_id" for column in export.columns):
        tests.append(f"academic_year_id = '{options['academic_year']}'")
    if options["site"] != "LEA" and school_column(export):
        tests.append(f"{school_column(export)} = '{options['site']}'")
    return " and ".join(tests)


def load(ledger: Ledger, export: writer.Export, path: Path) -> Loaded:
    """Read an extract into state_extracts, and its rows of this year and site to extract_rows.

    The rows of this side stand in the temporary table here_rows.
    """
    remark, options = read(ledger, export, path), report.options_in_force(ledger.con)
    refuse_another_lea(ledger, export, path, options)
    cells = ", ".join(
        f"'{export.facts['file_code']}' as record_type_code" if name == "record_type_code" else name
        for name in (column.name for column in export.columns)
    )
    ssid = "ssid" if any(column.name == "ssid" for column in export.columns) else "null"
    ledger.run(
        "create or replace temp table extract_texts as select row_number, upload_date, "
        f"last_updated_date, cast({ssid} as varchar) as ssid, "
        f"{asked_for(export, options)} as is_asked_for, "
        f"{ledger_batch.record_terms(export)} from (select {cells}, row_number, upload_date, "
        "last_updated_date from extract_cells) as report"
    )
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    moment = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)
    code = export.facts["file_code"]
    extract_id = f"X-{moment:%Y%m%d}-{code}-{sha256[:6]}"
    ledger.script("load_extract", extract_id=extract_id, file_code=code, downloaded_at=moment)
    rows, used = ledger.run(
        "select count(*), count(*) filter (where is_asked_for) from extract_texts"
    ).fetchone()
    return Loaded(extract_id, sha256, rows, rows - used, remark)


def reconcile(
    ledger: Ledger, export: writer.Export, path: Path, batch_id: str | None = None
) -> tuple[Loaded, dict[str, int]]:
    """Compare an extract with what would be sent today, or with a batch; counts by difference.

    `added` is only here, `removed` only there. The differences stand in the temporary tables of
    ledger_compare.
    """
    columns = [{"column_name": c.name, "code_set": c.code_set} for c in export.columns]
    keys = export.words("key_fields")
    if batch_id:
        batch = ledger.batch(batch_id)
        if batch["export_type"] != export.name.upper():
            raise UserError(f"Batch {batch_id} is of {batch['export_type'].lower()}.")
        here = Side("here_rows", batch["layout_columns"], batch["key_fields"])
        whole = Side(ledger.query_of(batch, "whole"), here.columns, here.key_fields)
        query = f"select * exclude (match_key) from {whole.keyed_rows}"
    else:
        here = Side("here_rows", columns, keys)
        rows = ledger_batch.rows_query(export, export.relation)
        query = f"select * replace (unhex(record_hash) as record_hash) from ({rows})"
    ledger.run(f"create or replace temp table here_rows as {query}")
    loaded = load(ledger, export, path)
    there = "(select * replace (unhex(record_hash) as record_hash) from extract_rows)"
    return loaded, compare(ledger, Side(there, columns, keys), here)


def places(ledger: Ledger, export: writer.Export) -> list[dict[str, Any]]:
    """The differences by school and grade."""
    names = [column.name for column in export.columns]
    positions = {
        f"{what}_position": names.index(name) + 1 if name in names else 0
        for what, name in (("school", school_column(export)), ("grade", "grade_level_code"))
    }
    return ledger.rows(ledger.statement("count_places"), positions)


def rebase(
    ledger: Ledger, export: writer.Export, loaded: Loaded, version: Mapping[str, str]
) -> str:
    """Make an accepted batch of the extract, so that changes follow on what the state holds."""
    ledger.run("create or replace temp table new_rows as select * from extract_rows")
    batch = {**ledger_batch.facts_of(ledger, export), **version}
    series = f"{ledger_batch.place_of(batch)}|whole"
    moment = now()
    batch |= {
        "batch_id": ledger_batch.next_batch_id(ledger, moment),
        "batch_number": ledger_batch.next_batch_number(ledger),
        "excluded_rows": loaded.passed_over,
        "created_at": moment,
        "created_by": user_name(),
        "batch_state": "accepted",
        "state_changed_at": moment,
        "written_rows": loaded.rows - loaded.passed_over,
        "file_sha256": loaded.sha256,
        "batch_kind": "extract",
        "is_placed": True,
    }
    for content in ("written", "whole"):
        batch[f"{content}_series"] = series
        batch[f"{content}_number"] = ledger_batch.next_number(ledger, series)
    with ledger.transaction(f"batch {batch['batch_id']} holds the extract"):
        ledger_batch.store_rows(ledger, series, batch["whole_number"])
        ledger_batch.add_batch(ledger, batch, ())
    return batch["batch_id"]


def export_of(ledger: Ledger, exports: Mapping[str, writer.Export], wanted: str) -> writer.Export:
    """The export that a file code or name stands for: of several the last one sent, else the
    one with most rows today. Errors: UserError for an unknown name or one without extracts.
    """
    found = [
        export
        for export in exports.values()
        if wanted.lower() == export.name or wanted.upper() == export.facts["file_code"]
    ]
    found = [export for export in found if export.facts["collection"] == "calpads"]
    if not found:
        known = sorted({e.facts["file_code"] for e in exports.values()
                        if e.facts["collection"] == "calpads"})  # fmt: skip
        raise UserError(f"There is no extract of {wanted!r}: write one of {', '.join(known)}.")
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"'{export.name.upper()}'" for export in found)
    last = ledger.run(
        f"select lower(export_type) from {{ledger}}.batches where export_type in ({names}) "
        "and batch_state in ('created', 'sent', 'accepted') order by batch_number desc limit 1"
    ).fetchone()
    if last:
        return exports[last[0]]
    return max(found, key=lambda export: ledger.con.table(export.relation).count("*").fetchall())
