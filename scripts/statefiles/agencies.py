"""A run for each agency of the raw tables: a county office, a vendor or the state sends for many.

Files of CALPADS are those of a reporting LEA, files of CASAS those of an adult agency: each has a
folder of its own below OUT, named by its code, with manifest, findings, exclusions and report. What
one file says of all (CAST) stands in OUT itself. Agencies follow one another: staging, core and
marts are built once, and what is wrong at one of them keeps no other from its files.
"""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.table import Table

from statefiles import build, common, guard, project, screen
from statefiles.common import UserError
from statefiles.report import Outcome
from statefiles.settings import PREFIX

LIST = Path(__file__).with_name("sql") / "list_agencies.sql"
Run = Callable[[argparse.Namespace], tuple[int, list[Outcome]]]


def write_each(
    given: argparse.Namespace, warehouse: Path, collections: Mapping[str, str], run: Run
) -> int:
    """Write the files of every agency; the exit code of the command: that of the worst agency.

    `collections` has the collection of each export that is asked for, by name. Errors: UserError
    when no agency is there, or the options name one.
    """
    environment = (f"{PREFIX}{name}" for name in ("SITE", "LEA_CODE", "AGENCY"))
    if given.site or given.agency or any(os.environ.get(name) for name in environment):
        raise UserError("--every-agency takes all of them: leave out the site and the agency.")
    if given.no_build:
        raise UserError("--every-agency builds the files of each agency: leave out --no-build.")
    build.build(warehouse, build.chosen(project.read(), ["dim_schools", "exports"]))
    with common.connect(warehouse, read_only=True) as con:
        agencies = con.execute(LIST.read_text(encoding="utf-8")).fetchall()
    worst, table = 0, Table("agency", "name", "ready", "not ready", "fatal", "folder", box=None)
    count = 0
    for collection, option, code, name in agencies:
        exports = [export for export, its in collections.items() if its == collection]
        if not exports:
            continue
        count += 1
        part = argparse.Namespace(**vars(given) | {"exports": exports, "out": given.out / code})
        print(f"{code or collection}: {guard.shown(name)}".rstrip(": "), flush=True)
        try:
            with build.environment(**({f"{PREFIX}{option.upper()}": code} if option else {})):
                exit_code, outcomes = run(part)
        except UserError as error:
            print(f"Error: {guard.shown(str(error))}", flush=True)
            exit_code, outcomes = 2, []
        worst = max(worst, exit_code)
        row = counted(outcomes, bool(given.exports))
        table.add_row(code or collection, guard.shown(name), *row, str(part.out))
    if not count:
        raise UserError("The raw tables hold no agency that sends these files.")
    screen.print_whole(table)
    return worst


def counted(outcomes: Sequence[Outcome], is_named: bool) -> tuple[str, str, str]:
    """Of the files of an agency: how many may be sent or need nothing, how many do, fatal rows."""
    well = sum(outcome.is_well(is_named) for outcome in outcomes)
    fatal = sum(outcome.summary["fatal"] for outcome in outcomes)
    return f"{well}", f"{len(outcomes) - well}", f"{fatal:,}"
