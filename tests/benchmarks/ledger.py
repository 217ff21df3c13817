"""Measure the ledger: batches of many SCSC rows, what each adds, and what readers need.

    python tests/benchmarks/ledger.py --warehouse built.duckdb --rows 2000000 --batches 10

The warehouse is any built one; it is copied, and the copy is removed at the end. The rows are made
up. From batch to batch one row in a hundred changes its mark. Prints a Markdown table.
"""

import argparse
import csv
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import duckdb

from statefiles import build, guard, report, writer
from statefiles.ledger import batch as ledger_batch
from statefiles.ledger import changes as ledger_changes
from statefiles.ledger import compare as ledger_compare
from statefiles.ledger import files as ledger_files
from statefiles.ledger import states as ledger_states
from statefiles.ledger.store import Ledger, opened

KEY = (
    "school_of_course_delivery academic_year_id ssid local_course_id course_section_id "
    "academic_term_code"
)
VALUES = {
    "record_type_code": "'SCSC'",
    "local_record_id": "'E' || number",
    "reporting_lea": "'0161119'",
    "school_of_course_delivery": "printf('%07d', 130000 + (number // 8) % 97 * 13)",
    "academic_year_id": "'2023-2024'",
    "ssid": "printf('%010d', 1000000000 + (number // 8) * 7)",
    "local_student_id": "'S' || (number // 8)",
    "student_legal_first_name": "'First' || (number // 8) % 2000",
    "student_legal_last_name": "'Last' || (number // 8) % 5000",
    "student_birth_date": "strftime(date '2006-01-01' + cast(number // 8 % 1500 as int), '%Y%m%d')",
    "student_gender_code": "['F', 'M'][1 + number // 8 % 2]",
    "local_course_id": "printf('C%d%d', number % 8, number // 8 % 5)",
    "course_section_id": "printf('%d%03d', number % 8, number // 8 % 60)",
    "academic_term_code": "['FA', 'SP'][1 + number % 2]",
    "student_credits_attempted": "'5.00'",
    "student_credits_earned": "'5.00'",
    "student_course_final_grade": "['A', 'B', 'C', 'D', 'F']"
    "[1 + (cast(hash(number) % 5 as integer) + changed) % 5]",
}


def made_up(con: duckdb.DuckDBPyConnection, export: writer.Export, rows: int) -> None:
    """The rows of a large file, in the version that made_up_version tells."""
    cells = [
        f"cast({VALUES.get(column.name, chr(39) * 2)} as varchar) as {column.name}"
        for column in export.columns
    ]
    con.execute(
        f"create or replace table exports.made_up as select {', '.join(cells)} "
        "from (select number, cast(number % 100 between 1 and version as integer) "
        f"as changed from range({rows}) as numbers (number) cross join made_up_version)"
    )


def candidates(con: duckdb.DuckDBPyConnection, rows: int) -> None:
    """The candidates of the rows in the place of the built ones."""
    con.execute("drop view intermediate.int_reporting__candidates")
    con.execute(
        "create table intermediate.int_reporting__candidates as select 'scsc' as export_name, "
        "'E' || number as record_key, cast(number // 8 as varchar) as subject_key, "
        f"cast(null as varchar) as exclusion_reason from range({rows}) as numbers (number)"
    )


def scsc() -> writer.Export:
    """SCSC as the catalogue will describe it, from the layout."""
    with (ROOT / "seeds" / "layouts" / "layouts.csv").open(encoding="utf-8", newline="") as stream:
        fields = [row for row in csv.DictReader(stream) if row["file_code"] == "SCSC"]
    columns = tuple(
        writer.Column(f["column_name"], int(f["max_length"] or 0), f["fill"], "", "needed")
        for f in fields
    )
    facts = {
        "export_name": "scsc", "collection": "calpads", "file_code": "SCSC",
        "layout_version": "16.x", "processing_method": "transaction", "record_key":
        "local_record_id", "key_fields": KEY, "order_by": KEY +
        " local_record_id", "has_header": "false", "line_end": "crlf", "encoding": "utf-8",
    }  # fmt: skip
    return writer.Export("scsc", facts, "exports.made_up", columns)


def used(ledger: Ledger) -> int:
    """Bytes of the ledger's file in use, after what was written is on the disk."""
    ledger.run("checkpoint ledger_file")
    return ledger.con.execute(
        "select used_blocks * block_size from pragma_database_size() "
        "where database_name = 'ledger_file'"
    ).fetchone()[0]


def measured(label: str, began: tuple[float, float], note: str = "") -> None:
    """One line of the table."""
    wall, processor = (now - then for now, then in zip(clocks(), began, strict=True))
    print(f"| {label} | {wall:.1f} | {processor:.1f} | {note} |", flush=True)


def clocks() -> tuple[float, float]:
    """Seconds on the wall and of the processors."""
    return time.monotonic(), time.process_time()


def run(ledger: Ledger, rows: int, batches: int, out: Path) -> None:
    """Batches one after the other, then everything that reads them."""
    export = scsc()
    ledger.con.execute("create or replace table made_up_version as select 1 as version")
    candidates(ledger.con, rows)
    version = {"seed_hashes": "{}", "project_hash": ""}
    summary = {"excluded": 0}
    print("| step | seconds | of processors | |\n| --- | --- | --- | --- |")
    first, name, before = "", "", used(ledger)
    for number in range(1, batches + 1):
        ledger.con.execute("update made_up_version set version = ?", [number])
        made_up(ledger.con, export, rows)
        outcome = report.Outcome(export, summary, export.relation)
        began = clocks()
        path = out / "scsc.txt"
        outcome.files.append(writer.stage(ledger.con, export, "caret", path, export.relation))
        wrote = time.monotonic() - began[0]
        ledger_batch.keep_rows(ledger, export, export.relation)
        name = ledger_batch.record(ledger, outcome, version)
        after = used(ledger)
        note = f"file {path.stat().st_size:,} bytes in {wrote:.1f} s; ledger + {after - before:,}"
        measured(f"batch {number}", began, note)
        before = after
        first = first or name
    for state in ("sent", "accepted"):
        ledger_states.step(ledger, name, state)
    ledger.con.execute("update made_up_version set version = ?", [batches + 1])
    made_up(ledger.con, export, rows)
    began = clocks()
    base = ledger_changes.base_of(ledger, export, report.options_in_force(ledger.con), "accepted")
    found = ledger_changes.find(ledger, export, export.relation, base)
    outcome = report.Outcome(export, summary, export.relation, base_batch_id=base["batch_id"])
    for part, relation in ledger_changes.parts_of(ledger, export):
        path = out / f"scsc.{part}.txt"
        outcome.files.append(writer.stage(ledger.con, export, "caret", path, relation, part))
    measured("changes found and written", began, ledger_changes.sentence(found, base))
    ledger_batch.record(ledger, outcome, version)
    after = used(ledger)
    measured("changes with their batch", began, f"ledger + {after - before:,}")
    began = clocks()
    found, _ = ledger_compare.diff(ledger, first, name)
    measured("diff of the first and the last batch", began, f"{found['changed']:,} changed")
    began = clocks()
    ledger_files.rebuild(ledger, first, out / "again")
    measured("rebuild of the first batch", began)
    began = clocks()
    ledger.run(
        "create temp table subjects as select records.subject_key, max(batches.batch_id) "
        "from {ledger}.submission_batches as batches inner join {ledger}.submission_records "
        "as records on batches.batch_id = records.batch_id "
        "where batches.batch_state in ('created', 'sent', 'accepted') group by 1"
    )
    measured("who was submitted before", began)


def main() -> int:
    """Copy the warehouse, measure, remove the copy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warehouse", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--batches", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(given.warehouse, Path(folder) / "measured.duckdb"))
        own = Path(folder) / "ledger.duckdb"
        with opened(copy) as ledger:
            ledger_files.backup(ledger, own)
        with build.environment(LEDGER=str(own)), opened(copy) as ledger:
            run(ledger, given.rows, given.batches, Path(folder) / "out")
    return 0


if __name__ == "__main__":
    sys.exit(guard.exit_code(lambda _: main(), None))
