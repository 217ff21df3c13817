"""What a folder of raw tables lacks and which of its values cannot be read, before it is loaded.

The folder is loaded into a warehouse of this run alone, where dbt stages it; the warehouse of the
agency stays as it is, and another program may use it. Grain of what is shown: one line per raw
column and rule, with the rows, the first of them by its key, and the exports that read the column.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
from rich import box
from rich.console import Console
from rich.table import Table

from statefiles import build, common, project
from statefiles.guard import shown
from statefiles.raw_files import plural
from statefiles.writer import SQL

FINDINGS = "int_raw__findings_by_column"


def check(fill: Callable[[Path], None]) -> int:
    """Show what `fill` puts into a warehouse; 1 when a value would stop a file, else 0."""
    console = Console()
    console.width = max(console.width, 120)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "check.duckdb"
        fill(warehouse)
        wanted = build.chosen(project.read(), [FINDINGS])
        build.build(warehouse, wanted, whole=False)
        with common.connect(warehouse, read_only=True) as con:
            fatal = show_findings(con, console)
            show_lacking(con, console)
    return int(fatal > 0)


def show_findings(con: duckdb.DuckDBPyConnection, console: Console) -> int:
    """The table of values that cannot be used, what the rules mean; how many rows are fatal."""
    found = con.execute(
        "select table_name, column_name, rule_id, severity, raw_rows, first_record_key, "
        f"export_names, message, remedy from intermediate.{FINDINGS} "
        "order by severity, table_name, column_name, rule_id"
    ).fetchall()
    if not found:
        print("Every value has a form of its type, and every row its parents.")
        return 0
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for name in ("table", "column", "what", "severity", "rows", "first row", "read by"):
        table.add_column(name, justify="right" if name == "rows" else "left")
    for *names, rows, first, exports, _, _ in found:
        table.add_row(*map(shown, (*names, f"{rows:,}", first, exports or "")))
    console.print(table, markup=False)
    for rule, sentence in sorted({row[2]: f"{row[7]} {row[8]}" for row in found}.items()):
        console.print(f"{rule}: {sentence}", markup=False, highlight=False)
    return sum(row[4] for row in found if row[3] == "fatal")


def show_lacking(con: duckdb.DuckDBPyConnection, console: Console) -> None:
    """The optional tables and columns that are not there, and who reads them."""
    lacking = con.execute((SQL / "not_given.sql").read_text(encoding="utf-8")).fetchall()
    if not lacking:
        return
    print(f"\nNot in the folder, so blank in the files: {plural(len(lacking), 'table or column')}.")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for name in ("table", "column", "read by"):
        table.add_column(name)
    for name, column, exports in lacking:
        table.add_row(name, column or "(the whole table)", exports)
    console.print(table, markup=False)
