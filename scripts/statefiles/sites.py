"""List the places that --site may name: digits, code of the LEA, name.

    python scripts/sites.py

Exit 0: listed. 2: wrong use or bad input.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import duckdb
from rich.table import Table

from statefiles import common, screen
from statefiles.common import UserError
from statefiles.guard import shown

LIST = Path(__file__).with_name("sql") / "list_sites.sql"


def main(argv: Sequence[str] | None) -> int:
    """Show the places of a built warehouse."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--warehouse", metavar="FILE")
    warehouse = common.warehouse_path(parser.parse_args(argv).warehouse)
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: "
            "load the raw tables with scripts/load.py first."
        )
    with common.connect(warehouse, read_only=True) as con:
        try:
            cursor = con.execute(LIST.read_text(encoding="utf-8"))
        except duckdb.CatalogException:
            raise UserError("Nothing is built yet: run scripts/build.py first.") from None
        table = Table(*(column[0] for column in cursor.description or ()), box=None)
        for row in cursor.fetchall():
            table.add_row(*(shown(str(value or "")) for value in row))
    screen.print_whole(table)
    return 0
