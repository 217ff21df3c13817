"""Write the readiness report of what is built: out/report.html, one page that needs no network.

    python scripts/report.py
    python scripts/report.py --with-names --out private

It builds nothing. An export that is built from other options, raw tables or models than those of
the command line is shown as not of this run. The page names no person and shows no birth date or
SSID, unless --with-names asks for the names: of findings, and of who is in each file or why not.
Exit 0: written. 2: wrong use or bad input.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from statefiles import build, common, export, project, settings, writer
from statefiles.common import UserError
from statefiles.ledger.store import opened
from statefiles.readiness import page


def stale_exports(warehouse: Path, options: Mapping[str, str]) -> set[str]:
    """The exports that are not built from these options, raw tables and models; what was sent since
    does not count.
    """
    known = project.read()
    given = {f"{settings.PREFIX}{name.upper()}": value for name, value in options.items()}
    with build.environment(WAREHOUSE=str(warehouse), **given):
        state = build.up_to_date(known, warehouse, (), whatever_was_sent=True)
    nodes = {
        name: known.ancestors(export.needed(known, [one])) for name, one in writer.catalog().items()
    }
    return {
        name
        for name, needed in nodes.items()
        if not needed <= state.fresh or state.leaves_out(name, needed)
    }


def write(
    warehouse: Path,
    folder: Path,
    options: Mapping[str, str],
    with_names: bool = False,
) -> Path:
    """The report of a warehouse; the file."""
    stale = stale_exports(warehouse, options)
    try:
        with opened(warehouse, read_only=True) as ledger:
            export.summaries(ledger)
            return page.write(ledger, folder, stale, with_names)
    except duckdb.CatalogException:
        raise UserError("Nothing is built yet: run scripts/export.py first.") from None


def main(argv: Sequence[str] | None) -> int:
    """Write the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=common.folder_of, default=Path("out"), metavar="DIR")
    parser.add_argument(
        "--with-names",
        action="store_true",
        help="name people on the page, with lists of candidates",
    )
    export.add_run_options(parser)
    settings.add_arguments(parser)
    parser.add_argument("--warehouse", metavar="FILE")
    parser.add_argument("--ledger", metavar="FILE", help="a ledger in a file of its own")
    given = parser.parse_args(argv)
    settings.apply(given)
    if given.ledger:
        os.environ["LEDGER"] = str(common.ledger_path(given.ledger))
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: "
            "load the raw tables with scripts/load.py first."
        )
    with common.exclusive_lock(warehouse, "report.py"):
        path = write(warehouse, given.out, export.run_options(given), given.with_names)
    print(f"{path} is written.")
    return 0
