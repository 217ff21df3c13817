"""Record what was exported: a batch with its rows in one transaction, then the files' names.

A file is written under a passing name first; the commit decides; only then the file takes its
name and the batch is shown. recovery.py finishes what a stopped run left between these steps.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from statefiles import guard, parts, writer
from statefiles.ledger import files as ledger_files
from statefiles.ledger.store import Ledger, now, user_name
from statefiles.report import Outcome, options_in_force

ROW_TAGS = ("transaction_type_code", "local_record_id")  # not part of what a record says


def order_key(export: writer.Export) -> str:
    """The declared order as one text in byte order: no value holds a character below chr(2)."""
    terms = []
    for term in export.words("order_by"):
        name, _, kind = term.partition(":")
        number = f"lpad(cast(try_cast({name} as bigint) as varchar), 20, '0')"
        terms.append(f"coalesce({number if kind else name}, '')")
    return " || chr(1) || ".join(terms)


def record_terms(export: writer.Export, part: str = "0") -> str:
    """What the ledger keeps of a row of the layout `report`, but for its subject: SQL columns."""
    names = [column.name for column in export.columns]
    key = writer.key_text([f"nullif({name}, '')" for name in export.words("key_fields")])
    said = ", ".join(f"coalesce({name}, '')" for name in names if name not in ROW_TAGS)
    kind = "transaction_type_code" if "transaction_type_code" in names else "null"
    return (
        f"{key} as record_key, cast({kind} as varchar) as transaction_type, "
        f"sha256(concat_ws('^', {said})) as record_hash, "
        f"'{part}' || chr(1) || {order_key(export)} as order_key, "
        f"{writer.line(export, 'caret')} as record_payload"
    )


def rows_query(export: writer.Export, relation: str) -> str:
    """The rows of a relation as the ledger keeps them: keys, subject, hash, order, text."""
    terms = record_terms(export).replace("as record_key,", "as record_key, subject_key,", 1)
    return (
        f"select {terms} from (select report.*, "
        f"coalesce(candidates.subject_key, '') as subject_key "
        f"from (select * from {relation}) as report "
        f"left join intermediate.int_reporting__candidates as candidates "
        f"on candidates.export_name = '{export.name}' and candidates.exclusion_reason is null "
        f"and candidates.row_key = {export.key})"
    )


def next_batch_id(ledger: Ledger, moment: datetime) -> str:
    """B-<day>-<number of the day>, in the order of writing."""
    prefix = f"B-{moment:%Y%m%d}-"
    row = ledger.run(
        "select coalesce(max(cast(batch_id[12:] as integer)), 0) + 1 from {ledger}.batches "
        "where starts_with(batch_id, ?)",
        [prefix],
    ).fetchone()
    return f"{prefix}{row[0]:04d}"


def next_batch_number(ledger: Ledger) -> int:
    """The place of the next batch among all; the day in its name is that of a clock."""
    return ledger.run("select coalesce(max(batch_number), 0) + 1 from {ledger}.batches").fetchone()[
        0
    ]


def next_number(ledger: Ledger, series: str) -> int:
    """The number of the next batch in a series."""
    return ledger.run(
        "select coalesce(max(number), 0) + 1 from (select written_number as number "
        "from {ledger}.batches where written_series = $1 union all "
        "select whole_number from {ledger}.batches where whole_series = $1)",
        [series],
    ).fetchone()[0]


def site_of(export: writer.Export, options: Mapping[str, str]) -> str:
    """The place a file is about: a school, an adult site, or LEA for all."""
    is_adult = export.facts["collection"] == "casas"
    return options.get("adult_site", "LEA") if is_adult else options["site"]


def reporter_of(export: writer.Export, options: Mapping[str, str]) -> str:
    """Who sends the file: the LEA, or the agency of the adult files."""
    is_adult = export.facts["collection"] == "casas"
    return options.get("agency" if is_adult else "lea_code", "")


def place_of(batch: Mapping[str, Any]) -> str:
    """What the batches of a series have in common: export, year, who sends it, site."""
    names = ("export_type", "year_label", "lea_code", "site_code")
    return "|".join(batch[name] for name in names)


def facts_of(ledger: Ledger, export: writer.Export) -> dict[str, Any]:
    """What a batch tells of its run: export, year, options, layout, inputs."""
    options, facts = options_in_force(ledger.con), export.facts
    year = {"cast": "test_year", "casas": "program_year"}.get(facts["collection"], "academic_year")
    inputs = dict(ledger.con.execute("select table_name, sha256 from raw.load_manifest").fetchall())
    return {
        "export_type": export.name.upper(),
        "file_code": facts["file_code"],
        "year_label": options[year],
        "site_code": site_of(export, options),
        "lea_code": reporter_of(export, options),
        "run_options": json.dumps(options, sort_keys=True),
        "layout_version": facts["layout_version"],
        "code_translation_hash": inputs.get("code_translations") or "none",
        "processing_method": facts["processing_method"],
        "input_hashes": json.dumps(inputs, sort_keys=True),
        "layout_columns": [
            {"column_name": column.name, "code_set": column.code_set} for column in export.columns
        ],
        "key_fields": export.words("key_fields"),
    }


def file_rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """What each file of a batch needs to be written again."""
    for number, file in enumerate(outcome.files, 1):
        yield {
            "file_number": number,
            "part": file.part[:1] or "0",
            "file_path": os.path.abspath(file.path),
            "file_format": file.file_format,
            "header": writer.header(outcome.export, file.file_format),
            "line_end": writer.LINE_ENDS[outcome.export.facts["line_end"]],
            "encoding": outcome.export.facts["encoding"],
            "line_expression": writer.line(outcome.export, file.file_format),
            "written_rows": file.rows,
            "written_bytes": file.bytes,
            "file_sha256": file.sha256,
            "replaced_sha256": ledger_files.digest_of(file.path),
        }


def keep_rows(ledger: Ledger, export: writer.Export, relation: str) -> None:
    """The rows of a file for `record`, in the temporary table new_rows."""
    ledger.make_room()
    ledger.run("create or replace temp table new_rows as " + rows_query(export, relation))


def digest_of(outcome: Outcome) -> str:
    """The digest of the first format: of its file, or of its files one after the other."""
    files = [file for file in outcome.files if file.file_format == outcome.files[0].file_format]
    if len(files) == 1:
        return files[0].sha256
    digest = hashlib.sha256()
    for file in files:
        digest.update(parts.part_of(file.path).read_bytes())
    return digest.hexdigest()


def record(ledger: Ledger, outcome: Outcome, version: Mapping[str, str]) -> str:
    """Remember an export in one transaction and give its files their names; the batch's name.

    The rows of the files stand in the temporary table new_rows; of a run with changes only, those
    of the whole file in whole_rows.
    """
    batch, moment, user = facts_of(ledger, outcome.export), now(), user_name()
    base, first = outcome.base_batch_id, outcome.files[0].file_format
    place = place_of(batch)
    batch |= {
        **version,
        "batch_id": next_batch_id(ledger, moment),
        "batch_number": next_batch_number(ledger),
        "excluded_rows": outcome.summary["excluded"],
        "created_at": moment,
        "created_by": user,
        "batch_state": "created",
        "state_changed_at": moment,
        "written_rows": sum(f.rows for f in outcome.files if f.file_format == first),
        "file_sha256": digest_of(outcome),
        "batch_kind": "changes" if base else "full",
        "base_batch_id": base,
        "whole_series": f"{place}|whole",
        "whole_number": next_number(ledger, f"{place}|whole"),
        "is_placed": False,
    }
    batch["written_series"] = f"{place}|changes" if base else batch["whole_series"]
    batch["written_number"] = next_number(ledger, batch["written_series"])
    ledger.make_room()
    ledger.run("begin transaction")
    try:
        store_rows(ledger, batch["written_series"], batch["written_number"])
        if base:
            ledger.run("create or replace temp table new_rows as select * from whole_rows")
            store_rows(ledger, batch["whole_series"], batch["whole_number"])
        add_batch(ledger, batch, file_rows(outcome))
    except BaseException:
        ledger.run("rollback")
        raise
    with guard.uncut(f"{outcome.export.name} is batch {batch['batch_id']}"):
        ledger.run("commit")
        for file in outcome.files:
            parts.publish(file.path)
        show_batch(ledger, batch["batch_id"])
    return batch["batch_id"]


def store_rows(ledger: Ledger, series: str, number: int) -> None:
    """The temporary table new_rows becomes a number of a series."""
    ledger.script("store_rows", series=series, number=number)


def add_batch(ledger: Ledger, batch: Mapping[str, Any], files: Iterable[Mapping[str, Any]]) -> None:
    """The batch itself, its files and its first state."""
    ledger.insert("batches", batch)
    for file in files:
        ledger.insert("batch_files", {"batch_id": batch["batch_id"], **file})
    step = {"changed_at": batch["state_changed_at"], "changed_by": batch["created_by"]}
    ledger.insert(
        "batch_steps",
        {"batch_id": batch["batch_id"], "batch_state": batch["batch_state"], **step},
    )


def show_batch(ledger: Ledger, batch_id: str) -> None:
    """From now on the batch counts: its files stand under their names."""
    ledger.run("update {ledger}.batches set is_placed = true where batch_id = ?", [batch_id])
