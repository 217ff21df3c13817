"""Write the submission ledger: one batch per export that was written for real, with its rows."""

import getpass
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

import common
from report import Outcome, options_in_force
from writer import Export, line, ordering

RECORDLESS = ("cast",)  # aggregates: no subject, no delta


def next_batch_id(con: duckdb.DuckDBPyConnection, now: datetime) -> str:
    """B-<day>-<number of the day>, in the order of writing."""
    prefix = f"B-{now:%Y%m%d}-"
    row = con.execute(
        "select count(*) from ledger.submission_batches where starts_with(batch_id, ?)", [prefix]
    ).fetchone()
    return f"{prefix}{(row[0] if row else 0) + 1:04d}"


def insert_records(
    con: duckdb.DuckDBPyConnection, export: Export, relation: str, batch_id: str
) -> None:
    """The rows of the file as written: key, subject, hash without row tag, and text."""
    names = [column.name for column in export.columns]
    key = (
        "concat_ws('|', "
        + ", ".join(f"coalesce({n}, '')" for n in export.words("key_fields"))
        + ")"
    )
    content = " || '^' || ".join(
        f"coalesce({n}, '')" for n in names if n not in ("transaction_type_code", "local_record_id")
    )
    kind = "transaction_type_code" if "transaction_type_code" in names else "null"
    payload = line(export, "caret")
    con.execute(
        f"insert into ledger.submission_records "
        f"select ?, row_number() over (order by {ordering(export)}), {key}, "
        f"coalesce(candidates.subject_key, ''), {kind}, sha256({content}), {payload} "
        f"from (select * from {relation}) as report left join "
        f"intermediate.int_reporting__candidates as candidates "
        f"on candidates.export_name = ? and candidates.exclusion_reason is null "
        f"and candidates.record_key = {export.key}",
        [batch_id, export.name],
    )


def record(warehouse: Path, outcomes: Sequence[Outcome]) -> None:
    """One transaction per export: the batch and all its records, or nothing."""
    con = common.connect(warehouse)
    with con:
        for outcome in (one for one in outcomes if one.files):
            export, options = outcome.export, options_in_force(con)
            now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
            batch_id = next_batch_id(con, now)
            collection = export.facts["collection"]
            year = {"cast": "test_year", "casas": "program_year"}.get(collection, "academic_year")
            translations = con.execute(
                "select coalesce((select sha256 from raw.load_manifest "
                "where table_name = 'code_translations'), 'none')"
            ).fetchone()
            con.execute("begin")
            con.execute(
                "insert into ledger.submission_batches values "
                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'created', ?, ?, ?, ?)",
                [
                    batch_id, export.name.upper(), export.facts["file_code"], options[year],
                    options["site"], json.dumps(options, sort_keys=True),
                    export.facts["layout_version"], translations[0] if translations else "none",
                    now, getpass.getuser(), now, outcome.files[0].rows,
                    outcome.summary["excluded"], outcome.files[0].sha256,
                ],
            )  # fmt: skip
            if collection not in RECORDLESS:
                insert_records(con, export, outcome.relation, batch_id)
            con.execute("commit")
