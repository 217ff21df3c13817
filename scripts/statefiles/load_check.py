"""What a folder of raw tables lacks and which of its values cannot be read, before it is loaded.

The folder is loaded into a warehouse of this run alone, where dbt stages it; the warehouse of the
agency stays as it is, and another program may use it. Grain of what is shown: one line per raw
column and rule, with the rows, the first of them by its key, and the exports that read the column.
Then the local codes without a translation and the required fields without a source; a starter
folder gets what the agency fills in.
"""

import csv
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import duckdb
from rich import box
from rich.table import Table

from statefiles import build, common, load, project, screen
from statefiles.common import UserError
from statefiles.guard import shown
from statefiles.raw_files import plural
from statefiles.writer import SQL

FINDINGS = "int_raw__findings_by_column"
READ = ("int_codes__code_crosswalk", "raw_columns", "field_mappings", "layouts", "exports",
        "adapter_columns")  # fmt: skip
TRANSLATIONS = "code_translations"
NUMBERS = ("rows", "required", "given")  # columns of numbers
LONG = {"read by": 40, "why": 60, "not given": 80}  # columns of words, by the width that they take
TO_FILL_IN = "?"  # no code of the state: left as it is, it is a finding; a blank would be an answer


def check(
    fill: Callable[[Path], None],
    passed_over: Callable[[], Iterable[str]],
    source: str | None = None,
    starter: Path | None = None,
) -> int:
    """Show what `fill` puts into a warehouse and, afterwards, has passed over; 1 when a value would
    stop a file, else 0. `source` is the system that the folder comes from, `starter` the folder for
    what is to be filled in.
    """
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "check.duckdb"
        fill(warehouse)
        for sentence in passed_over():
            print(sentence)
        wanted = build.chosen(project.read(), [FINDINGS, *READ])
        build.build(warehouse, wanted)
        with common.connect(warehouse, read_only=True) as con:
            fatal = show_findings(con)
            codes = show_codes(con)
            if source:
                show_fields(con)
            show_lacking(con, source)
            if starter:
                write_starter(con, starter, codes)
    return int(fatal > 0)


def table_of(*names: str) -> Table:
    """An empty table with these columns."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for name in names:
        justify: Literal["left", "right"] = "right" if name in NUMBERS else "left"
        table.add_column(name, justify=justify, max_width=LONG.get(name))
    return table


def show_findings(con: duckdb.DuckDBPyConnection) -> int:
    """The table of values that cannot be used, what the rules mean; how many rows are fatal."""
    found = con.execute(
        "select table_name, column_name, rule_id, severity, raw_rows, first_record_key, "
        f"export_names, message, remedy from intermediate.{FINDINGS} "
        "order by severity = 'information', severity, table_name, column_name, rule_id"
    ).fetchall()
    if not found:
        print("Every value has a form of its type, and every row its parents.")
        return 0
    table = table_of("table", "column", "what", "severity", "rows", "first row", "read by")
    for *names, rows, first, exports, _, _ in found:
        table.add_row(*map(shown, (*names, f"{rows:,}", first, exports or "")))
    screen.print_whole(table)
    for rule, sentence in sorted({row[2]: f"{row[7]} {row[8]}" for row in found}.items()):
        print(f"{rule}: {sentence}")
    return sum(row[4] for row in found if row[3] == "fatal")


def show_codes(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The local codes that nothing translates; each with its set."""
    columns = con.execute((SQL / "code_columns.sql").read_text(encoding="utf-8")).fetchall()
    query = (SQL / "untranslated_codes.sql").read_text(encoding="utf-8")
    found = [
        row
        for table_name, column_name, code_set in columns
        for row in con.execute(
            query.format(table_name=table_name, column_name=column_name, code_set=code_set)
        ).fetchall()
    ]
    if not found:
        print("\nEvery local code has a translation or is a code of the state.")
        return []
    print(f"\nWithout a translation: {plural(len(found), 'local code')}.")
    table = table_of("code set", "local code", "rows", "column")
    for code_set, code, rows, column in sorted(found):
        table.add_row(*map(shown, (code_set, code, f"{rows:,}", column)))
    screen.print_whole(table)
    return sorted({(code_set, code) for code_set, code, _, _ in found})


def show_fields(con: duckdb.DuckDBPyConnection) -> None:
    """The required fields of each export that nothing in the folder can fill."""
    found = con.execute((SQL / "lacking_fields.sql").read_text(encoding="utf-8")).fetchall()
    print("\nRequired fields for which the folder has no column, by export.")
    table = table_of("export", "required", "given", "not given")
    for export, required, lacking, names in found:
        table.add_row(export, str(required), str(required - lacking), names or "")
    screen.print_whole(table)


def write_starter(
    con: duckdb.DuckDBPyConnection, folder: Path, codes: list[tuple[str, str]]
) -> None:
    """A code_translations.csv with a line for each code, and a header for each table that is not
    given. Errors: UserError when a file is there already, for it may be filled in.
    """
    tables, _ = load.read_contract()
    absent = {
        name
        for (name,) in con.execute(
            "select table_name from raw.load_manifest where file_name is null"
        ).fetchall()
    }
    texts = {t.name: [t.columns] for t in tables if t.name in absent or t.name == TRANSLATIONS}
    texts[TRANSLATIONS] += [[code_set, code, TO_FILL_IN, "", ""] for code_set, code in codes]
    there = [name for name in texts if (folder / f"{name}.csv").exists()]
    if there:
        raise UserError(
            f"{folder / there[0]}.csv is there already and may be filled in: name another folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in texts.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(lines)
    print(
        f"\nWrote {plural(len(texts), 'file')} to {folder}: put a state code for each "
        f"{TO_FILL_IN} of {TRANSLATIONS}.csv (blank: deliberately not reported), fill in the "
        "tables that you have, and move both into the folder that you load."
    )


def show_lacking(con: duckdb.DuckDBPyConnection, source: str | None) -> None:
    """The tables and columns that are not there, who reads them, and why a source has none."""
    lacking = con.execute((SQL / "not_given.sql").read_text(encoding="utf-8")).fetchall()
    reasons = {
        (table, column): note
        for table, column, note in con.execute(
            "select table_name, column_name, note from reference.adapter_columns "
            "where source = ? and filled_by is null",
            [source],
        ).fetchall()
    }
    if not lacking:
        return
    print(f"\nNot in the folder, so blank in the files: {len(lacking)} of the tables and columns.")
    table = table_of("table", "column", "read by", *(["why"] if source else []))
    for name, column, exports in lacking:
        why = [reasons.get((name, column or "*"), "")] if source else []
        table.add_row(name, column or "(the whole table)", exports, *why)
    screen.print_whole(table)
