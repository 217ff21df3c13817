"""Build and write export files.

    python scripts/export.py senr_fall --academic-year 2023-2024 --format caret,tab

Without names, all exports. Exit 0: all written and ready to send. 1: written or blocked, but not
ready (fatal findings or rows set aside). 2: wrong use or bad input; nothing is written.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb

import build
import common
import ledger_store
import report
import writer
from common import UserError

# Command-line options that become run options, with their help; all are text for run_options.
OPTIONS = {
    "site": "seven digits of a school, or LEA for all",
    "academic-year": "YYYY-YYYY",
    "census-date": "YYYY-MM-DD; default the first Wednesday of October",
    "start-date": "YYYY-MM-DD; default July 1",
    "end-date": "YYYY-MM-DD; default June 30",
    "as-of-date": "YYYY-MM-DD; default today",
    "layout-year": "YYYY-YYYY; the year whose layout is used",
    "program-year": "YYYY-YYYY; adult schools",
    "agency": "adult agency number",
    "course-group": "local course group; adult schools",
    "test-year": "spring year of the CAST results",
    "cast-levels": "state,county,district,school",
}
SWITCHES = ("include-previously-submitted", "include-not-enrolled")
IN_FORCE = "select export_name, layout_version from exports.export_summary"
SUMMARY = "select * from exports.export_summary where export_name = ?"


def parser() -> argparse.ArgumentParser:
    """The command line of the design, option by option."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("exports", nargs="*", metavar="EXPORT", help="default: all")
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")
    parser.add_argument("--format", default="native", help="native,caret,tab,csv,fixed")
    for name, text in OPTIONS.items():
        parser.add_argument(f"--{name}", metavar="VALUE", help=text)
    for name in SWITCHES:
        parser.add_argument(f"--{name}", action=argparse.BooleanOptionalAction)
    parser.add_argument("--on-fatal", choices=("keep", "block", "quarantine"), default="keep")
    parser.add_argument("--preview", action="store_true", help="write to OUT/preview, no batch")
    parser.add_argument("--no-build", action="store_true", help="write what is built already")
    parser.add_argument("--warehouse", metavar="FILE")
    return parser


def run_options(given: argparse.Namespace) -> dict[str, str]:
    """The run options that were given, as text."""
    options = {}
    for name in (*OPTIONS, *SWITCHES):
        value = getattr(given, name.replace("-", "_"))
        if value is not None:
            options[name.replace("-", "_")] = (
                str(value).lower() if value in (True, False) else value
            )
    return options


def formats_of(export: writer.Export, text: str) -> list[str]:
    """The formats asked for; `native` stands for those the receiver takes."""
    formats: list[str] = []
    for name in text.split(","):
        formats += export.words("native_formats") if name == "native" else [name]
    for name in formats:
        if name not in writer.ENDINGS:
            known = ", ".join(["native", *writer.ENDINGS])
            raise UserError(f"There is no format {name!r}: write one or more of {known}.")
    return list(dict.fromkeys(formats))


def chosen(names: Sequence[str], known: dict[str, writer.Export]) -> list[writer.Export]:
    """The exports of the given names, all when there are none."""
    for name in names:
        if name not in known:
            raise UserError(f"There is no export {name!r}: write one of {', '.join(known)}.")
    return [export for name, export in known.items() if not names or name in names]


def select(exports: Sequence[writer.Export], warehouse: Path) -> list[str]:
    """What dbt has to build: all the first time, later what the exports need."""
    known = writer.exports_of(build.manifest(warehouse)).values()
    with common.connect(warehouse, read_only=True) as con:
        built = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
        ).fetchall()
    relations = {name for (name,) in built}
    if not {export.relation for export in known} | {"exports.export_summary"} <= relations:
        return []
    needed = [f"+int_{e.facts['area']}__{e.name}_findings" for e in exports]
    of_the_run = ["+int_layouts__refusals", "+int_layouts__findings", "+int_options__findings"]
    return ["--select", *needed, *of_the_run]


def write_export(
    con: duckdb.DuckDBPyConnection, export: writer.Export, given: argparse.Namespace
) -> report.Outcome:
    """Write one export in every format asked for, or tell why not."""
    began = time.monotonic()
    cursor = con.execute(SUMMARY, [export.name])
    summary = dict(
        zip([c[0] for c in cursor.description or ()], cursor.fetchone() or (), strict=True)
    )
    options = report.options_in_force(con)
    export = writer.with_settings(export, options)
    outcome = report.Outcome(export, summary, export.relation)
    if summary["refusal"]:
        outcome.note = summary["refusal"]
    elif given.on_fatal == "block" and not summary["is_ready"]:
        outcome.note = "Blocked: not ready; the file of an earlier run stays."
    elif given.on_fatal == "quarantine" and export.facts["processing_method"] == "replacement":
        outcome.note = "Not written: a partial file of this kind erases records at the state."
    else:
        if given.on_fatal == "quarantine":
            report.put_beside(con, export, report.folder(given, export))
            outcome.relation = report.clean_rows(export)
        for file_format in formats_of(export, given.format):
            path = report.file_path(given, export, file_format, options)
            try:
                written = writer.write(con, export, file_format, path, outcome.relation)
            except UserError as trouble:  # one file's trouble never hides another's
                outcome.note = f"Not written as {file_format}: {trouble}"
            else:
                outcome.files.append(written)
    outcome.seconds = time.monotonic() - began
    return outcome


def main(argv: Sequence[str] | None) -> int:
    """Build, write, record; the exit code of the design."""
    given = parser().parse_args(argv)
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: "
            "load the raw tables with scripts/load.py first."
        )
    known = writer.exports_of(build.manifest(warehouse))
    if not set(given.exports) <= set(known):  # the manifest may be older than the project
        known = writer.exports_of(build.manifest(warehouse, is_new=True))
    exports = chosen(given.exports, known)
    for export in exports:
        formats_of(export, given.format)
    if not given.no_build:
        arguments = ["build", "--exclude-resource-type", "unit_test", "test"]
        build.run_dbt([*arguments, *select(exports, warehouse)], warehouse, run_options(given))
    with common.connect(warehouse, read_only=True) as con:
        report.check_options(con, run_options(given))
        in_force = dict(con.execute(IN_FORCE).fetchall())  # null: no layout, refused
        exports = chosen(given.exports, writer.exports_of(build.manifest(warehouse), in_force))
        outcomes = [write_export(con, export, given) for export in exports]
        report.write_reports(con, given, outcomes)
    if not given.preview:
        ledger_store.record(warehouse, outcomes)
    report.show(outcomes)
    refused = any(outcome.summary["refusal"] for outcome in outcomes)
    return 2 if refused else int(not all(outcome.is_ready for outcome in outcomes))


if __name__ == "__main__":
    common.guarded(main)
