"""What a run leaves beside the files: summary on the screen, manifest, findings, exclusions."""

import argparse
import csv
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
from rich.table import Table

from statefiles import parts, screen
from statefiles.common import UserError, literal
from statefiles.guard import shown
from statefiles.parts import atomic_write
from statefiles.raw_files import plural
from statefiles.writer import SQL, Export, Written

LISTS = {
    "findings.csv": "select * from exports.export_findings_list where export_name in ({names}) "
    "order by all",
    "exclusions.csv": "select * from exports.export_exclusions where export_name in ({names}) "
    "order by all",
}

csv.field_size_limit(2**31 - 1)  # a value of the raw tables may be long

COUNTS = ("candidates", "written", "excluded", "fatal", "warnings")
OPENINGS = {"empty": "empty", "do_not_send": "do not send"}


@dataclass
class Outcome:
    """One export of this run: its counts, its files, and why there is none."""

    export: Export
    summary: dict[str, Any]
    relation: str
    files: list[Written] = field(default_factory=list)
    note: str = ""
    seconds: float = 0.0
    batch_id: str = ""
    base_batch_id: str | None = None  # of a run with changes only
    remark: str = ""
    is_refused: bool = False
    is_in_workbook: bool = False
    schools: int | None = None

    def drop(self, file_format: str = "") -> None:
        """Leave out the files of a format, or all: nothing is left of what is not placed yet."""
        for file in self.files:
            if file_format in ("", file.file_format):
                parts.drop(file.path)
        self.files = [file for file in self.files if file_format not in ("", file.file_format)]

    @property
    def is_ready(self) -> bool:
        """True when the file is written and may be sent."""
        return bool(self.summary["is_ready"] and self.is_written and not self.note)

    @property
    def is_written(self) -> bool:
        """True when there is a file, or the workbook alone was asked for."""
        return bool(self.files) or self.is_in_workbook

    def is_well(self, is_named: bool) -> bool:
        """True when nobody need act: the file may be sent, there is nothing to report, or the state
        takes it no more, or not yet, and nobody asked for it by name.
        """
        is_of_other_years = self.summary["readiness"] == "do_not_send" and not is_named
        if self.is_refused and is_of_other_years:
            return True
        if self.note or not self.is_written:
            return False
        return not self.summary["needs_action"] or is_of_other_years


def options_in_force(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The one row of run_options as text."""
    return row_of(con, "run_options")


def row_of(con: duckdb.DuckDBPyConnection, model: str) -> dict[str, str]:
    """The one row of a model of the options as text, without what is null."""
    cursor = con.execute(f"select * from intermediate.{model}")
    names = [column[0] for column in cursor.description or ()]
    row = cursor.fetchone()
    if row is None:
        raise UserError("Nothing is built yet: leave out --no-build.")
    return {name: str(value) for name, value in zip(names, row, strict=True) if value is not None}


def check_options(con: duckdb.DuckDBPyConnection, given: Mapping[str, str]) -> None:
    """The built rows must be those of the options asked for, with --no-build as well: the value in
    force is that, or follows from it as the site does from the name of a school.
    """
    built, typed = options_in_force(con), row_of(con, "int_options__given")
    for name, value in given.items():
        shown = built.get(name, "")
        if value.lower() not in (shown.lower(), typed.get(name, "").lower()):
            raise UserError(
                f"The warehouse is built with {name} {shown or 'unset'}, not {value}: "
                "leave out --no-build, and set no var of that name in dbt_project.yml."
            )


def folder(given: argparse.Namespace, export: Export) -> Path:
    """Where the files of a collection go; a preview has a folder of its own."""
    return base_of(given) / export.facts["collection"]


def file_path(
    given: argparse.Namespace,
    export: Export,
    ending: str,
    options: Mapping[str, str],
    part: str = "",
) -> Path:
    """out/<collection>/<export>[.<year>][.<site>][.<part>].<ending>, or the name set for the files,
    with the part before its ending. The test year always stands there; another year when it is
    asked for, or is not that of the as-of date, so that no year overwrites another.
    """
    if ending == "csv" and (pattern := export.facts.get("name")):
        names = {
            "file_code": export.facts["file_code"],
            "agency_id": safe_in_name(options.get("agency", "")),
            "program_year": options["program_year"],
            "YYYYMMDD": options["as_of_date"].replace("-", ""),
        }
        path = folder(given, export) / pattern.format(**names)
        path = path.with_name(f"{path.stem}.{part}{path.suffix}") if part else path
        return inside(base_of(given), path)
    words = [export.name]
    is_adult = export.facts["collection"] == "casas"
    year = options["program_year" if is_adult else "academic_year"]
    if export.facts.get("year_in_name") == "true":
        words.append(options["test_year"])
    elif given.names == "year" or (given.names is None and year != options["as_of_year"]):
        words.append(safe_in_name(year))
    site = options.get("adult_site", "LEA") if is_adult else options["site"]
    if site != "LEA":
        words.append(safe_in_name(site))
    path = folder(given, export) / ".".join([*words, *filter(None, [part]), ending])
    return inside(base_of(given), path)


def inside(base: Path, path: Path) -> Path:
    """The path, which must lie under the folder of the run, wherever links and names lead."""
    if not path.resolve().is_relative_to(base.resolve()):
        raise UserError(
            f"{path} does not lie under {base}: take away the link that leads elsewhere."
        )
    return path


def safe_in_name(value: str) -> str:
    """A value of the data as a part of a file name: letters, digits, hyphen and underscore."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", value)


def refuse_not_built(con: duckdb.DuckDBPyConnection, exports: Sequence[str]) -> None:
    """Errors: UserError for exports of which nobody has asked for a file in this warehouse."""
    rows = con.execute(
        "select export_name from intermediate.int_submissions__not_built "
        "where export_name in (select unnest($1)) order by export_name",
        [list(exports)],
    ).fetchall()
    if rows:
        names = [name for (name,) in rows]
        said = f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} not built yet"
        raise UserError(f"{said}: run scripts/export.py {' '.join(names)} first.")


def clean_rows(export: Export) -> str:
    """The rows of an export without fatal findings, as a relation for the writer and the ledger."""
    return (
        f"(select report.* from {export.relation} as report "
        f"anti join exports.export_fatal_records as fatal on fatal.export_name = '{export.name}' "
        f"and fatal.row_key = {export.key}) as clean_rows"
    )


def put_beside(con: duckdb.DuckDBPyConnection, export: Export, path: Path) -> None:
    """Quarantine: the rows with fatal findings as CSV beside the file, with their reasons."""
    query = (
        f"select fatal.reasons, report.* from {export.relation} as report "
        f"inner join exports.export_fatal_records as fatal on fatal.export_name = '{export.name}' "
        f"and fatal.row_key = {export.key} order by all"
    )
    write_list(con, query, path)


def set_aside(outcome: Outcome, path: Path) -> str:
    """What is said of the rows that a quarantine keeps out of the file, and where they are."""
    rows = sum(f.rows for f in outcome.files if f.file_format == outcome.files[0].file_format)
    aside = outcome.summary["written"] - rows
    return f"{plural(rows, 'row')} in the file, {aside:,} with fatal findings in {path.name}"


def write_list(
    con: duckdb.DuckDBPyConnection, query: str, path: Path, is_added: bool = False
) -> None:
    """A query as CSV for people, readable by the owner alone, under its name when complete; on
    request below the rows that the list has.
    """
    listed = SQL.joinpath("list_for_people.sql").read_text(encoding="utf-8")
    listed = listed.replace("{query}", query)
    if is_added:
        before = f"from read_csv({literal(path)}, header = true, all_varchar = true, "
        before += "delim = ',', quote = '\"', escape = '\"')"
        listed = f"{before} union all from ({listed})"
    with atomic_write(path) as part:
        con.execute(f"copy ({listed}) to {literal(part)} (format csv, header, use_tmp_file false)")


def base_of(given: argparse.Namespace) -> Path:
    """The folder of a run's reports; a preview has its own."""
    return given.out / "preview" if given.preview else given.out


def known_exports(path: Path) -> dict[str, Any]:
    """What manifest.json tells of earlier runs; one that cannot be read is made anew."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["exports"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_manifest(
    con: duckdb.DuckDBPyConnection, given: argparse.Namespace, outcome: Outcome
) -> None:
    """The entry of one export in manifest.json, as soon as its files have their names."""
    base = base_of(given)
    path = base / "manifest.json"
    inputs = con.execute(
        "select table_name, file_name, row_count, sha256 from raw.load_manifest order by 1"
    ).fetchall()
    entry = {
        "layout": " ".join(outcome.export.facts[f] for f in ("file_code", "layout_version")),
        "is_ready": outcome.is_ready,
        "readiness": outcome.summary["readiness"],
        "cause": outcome.summary["cause"] or "",
        "remedy": outcome.summary["remedy"] or "",
        "remark": outcome.summary["remark"] or "",
        "schools": outcome.schools,
        "note": outcome.note,
        "counts": {
            name: outcome.summary[name]
            for name in ("candidates", "written", "excluded", "fatal", "warnings", "notes")
        },
        "files": [
            {
                "file": written.path.relative_to(base).as_posix(),
                "rows": written.rows,
                "bytes": written.bytes,
                "sha256": written.sha256,
            }
            for written in outcome.files
        ],
        "options": options_in_force(con),
        "inputs": [
            dict(zip(("table", "file", "rows", "sha256"), row, strict=True)) for row in inputs
        ],
    }
    save_manifest(path, known_exports(path) | {outcome.export.name: entry})


def save_manifest(path: Path, exports: Mapping[str, Any]) -> None:
    """Write what is reported of each export, all at once."""
    entries = [
        f"    {json.dumps(name)}: {indented(json.dumps(entry, ensure_ascii=False))}"
        for name, entry in sorted(exports.items())
    ]
    lines = ["{", '  "exports": {', ",\n".join(entries), "  }", "}", ""]
    with atomic_write(path) as part:
        part.write_text("\n".join(lines), encoding="utf-8", newline="\n")


@cache
def indented(entry: str) -> str:
    """The entry of an export for the manifest, from its JSON on one line: a run writes the manifest
    after every file, and only one entry is new.
    """
    text = json.dumps(json.loads(entry), indent=2, ensure_ascii=False)
    return textwrap.indent(text, "    ").lstrip()


def write_reports(
    con: duckdb.DuckDBPyConnection,
    given: argparse.Namespace,
    outcomes: Sequence[Outcome],
    is_first: bool,
) -> None:
    """findings.csv and exclusions.csv of a command: the raw tables once, and each of its runs."""
    names = [outcome.export.name for outcome in outcomes] + (["raw"] if is_first else [])
    quoted = ", ".join(f"'{name}'" for name in names)
    for name, query in LISTS.items():
        path = base_of(given) / name
        write_list(con, query.format(names=quoted), path, is_added=not is_first)
        keep_list(path, {o.export.name: o.batch_id for o in outcomes if o.batch_id})


def keep_list(path: Path, batches: Mapping[str, str]) -> None:
    """The part of a list that is about a batch, under the number of the batch in the folder lists:
    the next run writes the list anew.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        columns = next(lines)
        for export, rows in groupby(lines, key=itemgetter(columns.index("export_name"))):
            if export not in batches:
                continue
            kept = path.parent / "lists" / f"{batches[export]}.{path.name}"
            with atomic_write(kept) as part, part.open("w", encoding="utf-8", newline="") as own:
                csv.writer(own, lineterminator="\n").writerows(chain([columns], rows))


def show(outcomes: Sequence[Outcome], base: Path) -> None:
    """The summary table in the order of submission; a line for each export that is not ready."""
    table = Table(box=None, padding=(0, 1), show_edge=False)
    for name in ("export", "state", *COUNTS, "schools", "bytes", "batch", "file"):
        is_text = name in ("export", "state", "batch", "file")
        table.add_column(name, justify="left" if is_text else "right", no_wrap=True)
    for outcome in outcomes:
        size = sum(written.bytes for written in outcome.files)
        schools = "" if outcome.schools is None else f"{outcome.schools:,}"
        paths = [written.path.relative_to(base).as_posix() for written in outcome.files]
        table.add_row(
            outcome.export.name, outcome.summary["readiness"],
            *(f"{outcome.summary[name]:,}" for name in COUNTS),
            schools, f"{size:,}", outcome.batch_id, "\n".join(paths),
        )  # fmt: skip
    screen.print_whole(table)
    for outcome in outcomes:
        for told in sentences(outcome):
            print(shown(f"{outcome.export.name}: {told}"))


def sentences(outcome: Outcome) -> list[str]:
    """What is to be said of an export below the table."""
    summary = outcome.summary
    found = [f"{outcome.remark}."] if outcome.remark else []
    if outcome.note:
        found.append(outcome.note)
    if summary["cause"] and summary["cause"] != outcome.note:
        words = OPENINGS.get(summary["readiness"], "not ready to send")
        where = "; see findings.csv and exclusions.csv" if summary["needs_action"] else ""
        found.append(f"{words}{where}. {summary['cause']} {summary['remedy'] or ''}".rstrip())
    if summary["remark"]:
        found.append(summary["remark"])
    return found
