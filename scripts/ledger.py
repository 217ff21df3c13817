"""What was sent, what became of it, what changed since, and how to get it back.

    python scripts/ledger.py list
    python scripts/ledger.py mark-sent B-20241004-0001
    python scripts/ledger.py rebuild B-20241004-0001 --out again

Exit 0: done. 2: wrong use, an illegal step or bad input; nothing is changed.
"""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import common
import ledger_batch
import ledger_files
import ledger_states
from common import UserError
from ledger_store import Ledger, opened


def parser() -> argparse.ArgumentParser:
    """The commands and what each takes."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--warehouse", metavar="FILE")
    shared.add_argument("--ledger", metavar="FILE", help="a ledger in a file of its own")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[shared])

    add("list", "all batches").add_argument("export", nargs="?", metavar="EXPORT")
    add("show", "one batch: options, versions, steps, files").add_argument("batch")
    for name, state in ledger_states.COMMANDS.items():
        add(name, f"the batch is {ledger_states.words(state)}").add_argument("batch")
    rebuild = add("rebuild", "write the files of a batch again, byte for byte")
    rebuild.add_argument("batch")
    rebuild.add_argument("--out", type=Path, required=True, metavar="DIR")
    return parser


def table(rows: Sequence[dict[str, Any]], title: str = "", fold: bool = False) -> None:
    """Rows as a table on the screen; a pipe gets every row on one line unless it may fold."""
    shown = Table(box=None, padding=(0, 1), show_edge=False, title=title, title_justify="left")
    for name, value in (rows[0] if rows else {}).items():
        justify = "right" if isinstance(value, int) else "left"
        shown.add_column(name, justify=justify, no_wrap=not fold)
    for row in rows:
        shown.add_row(*(f"{v:,}" if isinstance(v, int) else str(v or "") for v in row.values()))
    console = Console()
    if not fold:
        wide = console.options.update(max_width=1000)
        console.width = max(console.width, console.measure(shown, options=wide).maximum)
    console.print(shown)


def run(ledger: Ledger, given: argparse.Namespace) -> int:
    """One command on an open ledger."""
    if given.command == "list":
        rows = ledger_states.listed(ledger, given.export)
        table(rows) if rows else print("The ledger holds no batch.")
    elif given.command == "show":
        batch, steps, files = ledger_states.shown(ledger, given.batch)
        facts = [{"fact": name, "value": str(value or "")} for name, value in batch.items()]
        table(facts, fold=True)
        table(steps, "steps")
        table(files, "files")
    elif given.command in ledger_states.COMMANDS:
        print(ledger_states.step(ledger, given.batch, ledger_states.COMMANDS[given.command]))
    elif given.command == "rebuild":
        for path in ledger_files.rebuild(ledger, given.batch, given.out):
            print(f"Wrote {path}.")
    return 0


def main(argv: Sequence[str] | None) -> int:
    """Open the ledger, finish what a stopped export left, do the command."""
    given = parser().parse_args(argv)
    if given.ledger:
        os.environ["LEDGER"] = str(common.ledger_path(given.ledger))
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(f"There is no warehouse {warehouse.name}: set WAREHOUSE or --warehouse.")
    with common.held(warehouse, f"ledger.py {given.command}"), opened(warehouse) as ledger:
        for told in ledger_batch.settle(ledger):
            print(told)
        return run(ledger, given)


if __name__ == "__main__":
    common.guarded(main)
