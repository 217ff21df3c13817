"""The submissions of the state: the files of each in the year of a run, and their days."""

import argparse
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from statefiles import build, common, project
from statefiles.common import UserError

MODEL = "int_submissions__files_of_year"
FILES = f"select * from intermediate.{MODEL} order by submission_order, file_code"


def names() -> list[str]:
    """The submissions of the seed, in its order."""
    rows = common.seed("layouts/submissions")
    return list(dict.fromkeys(row["submission_name"] for row in rows))


def exports_of(submissions: Collection[str]) -> set[str]:
    """The exports of these submissions in any year."""
    rows = common.seed("layouts/submissions")
    return {row["export_name"] for row in rows if row["submission_name"] in submissions}


def files_of(warehouse: Path, options: Mapping[str, str], is_built: bool) -> list[dict[str, Any]]:
    """The files of all submissions in the year of these options."""
    if not is_built:
        build.build(warehouse, build.chosen(project.read(), [MODEL]), options)
    with common.connect(warehouse, read_only=True) as con:
        cursor = con.execute(FILES)
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def runs_of(
    given: argparse.Namespace, warehouse: Path, options: Mapping[str, str]
) -> tuple[list[argparse.Namespace], list[str]]:
    """The runs that the names asked for stand for, one for each range of days, and what must be
    said of them. Names of exports are a run of their own.

    Errors: UserError for a submission that there is not in the year.
    """
    asked = [name for name in given.exports if name in names()]
    if not asked:
        return [given], []
    files, told = files_of(warehouse, options, given.no_build), []
    runs: dict[tuple[str | None, str | None], list[str]] = {}
    single = [name for name in given.exports if name not in asked]
    if single:
        runs[given.start_date, given.end_date] = single
    for name in asked:
        own = [file for file in files if file["submission_name"] == name]
        if not own:
            year = files[0]["academic_year"]
            known = ", ".join(sorted({file["submission_name"] for file in files}))
            raise UserError(f"There is no {name} in {year}: write one of {known}.")
        absent = [file["file_code"] for file in own if file["export_name"] is None]
        if absent:
            told.append(f"{name}: not built here, send them otherwise: {', '.join(absent)}.")
        for file in own:
            days = (given.start_date or day(file, "start"), given.end_date or day(file, "end"))
            if file["export_name"] and file["export_name"] not in runs.setdefault(days, []):
                runs[days].append(file["export_name"])
    # The days of the command come last: of them the warehouse and the report are afterwards.
    order = sorted(runs, key=lambda days: days == (given.start_date, given.end_date))
    return [with_range(given, runs[days], *days) for days in order if runs[days]], told


def day(file: Mapping[str, Any], end: str) -> str | None:
    """A day of the range that a file takes, as an option."""
    found = file[f"{end}_date"]
    return None if found is None else str(found)


def with_range(
    given: argparse.Namespace, exports: Sequence[str], start: str | None, end: str | None
) -> argparse.Namespace:
    """A run of some exports with a range."""
    own = {"exports": list(exports), "start_date": start, "end_date": end}
    return argparse.Namespace(**vars(given) | own)
