"""Build and write export files.

    python scripts/export.py senr_fall --as-of-date 2024-05-31 --format caret,tab

A submission stands for its files of the year, each with its own range of days:

    python scripts/export.py fall_2

With --every-agency, the files of each LEA and adult agency of the raw tables, in a folder of its
own below OUT. Without names, all exports, in the order of submission. Exit 0: all that there is to
report is written and ready to send. 1: a file is written or blocked, but not ready. 2: wrong use or
bad input; nothing is written (of an agency, with --every-agency).
"""

import argparse
import os
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from statefiles import (
    agencies,
    build,
    bundles,
    common,
    marts,
    parts,
    project,
    report,
    settings,
    writer,
)
from statefiles.common import UserError
from statefiles.ledger import batch as ledger_batch
from statefiles.ledger import changes as ledger_changes
from statefiles.ledger import recovery as ledger_recovery
from statefiles.ledger.store import Ledger, opened
from statefiles.project import Project
from statefiles.raw_files import plural

# What the lists of all exports, the readiness report, explain.py and sites.py read besides the
# steps of the files.
OF_THE_RUN = (
    "dim_schools",
    "dim_staff",
    "dim_students",
    "int_codes__code_crosswalk",
    "int_codes__state_code_sets",
    "int_layouts__absent_fields",
    "int_layouts__unsupported_years",
    "int_options__findings",
    "int_options__known_values",
    "int_raw__findings",
    "int_rules__by_export",
    "stg_sis__code_translations",
    "stg_sis__orgs",
)
WORKBOOK = "xlsx"


def command_line_options() -> list[dict[str, str]]:
    """The run options of the seed that the command line takes, in its order."""
    options = common.seed("options/options")
    return [option for option in options if option["on_command_line"] == "true"]


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """The run options of the seed, each as it is described there."""
    for option in command_line_options():
        default = option["default_description"] or option["default_value"]
        how: dict[str, Any] = (
            {"action": argparse.BooleanOptionalAction}
            if option["data_type"] == "boolean"
            else {"metavar": option["placeholder"] or "VALUE"}
        )
        text = option["description"] + (f" Default: {default}." if default else "")
        name = option["option_name"].replace("_", "-")
        parser.add_argument(f"--{name}", help=text.replace("%", "%%"), **how)


def parser() -> argparse.ArgumentParser:
    """The command line of the design, option by option."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "exports", nargs="*", metavar="EXPORT",
        help=f"exports, or submissions of the state ({', '.join(bundles.names())}); default: all",
    )  # fmt: skip
    parser.add_argument("--out", type=common.folder_of, default=Path("out"), metavar="DIR")
    parser.add_argument(
        "--format", default="native",
        help="native,caret,tab,csv,fixed; xlsx: one workbook to look at, no file to send",
    )  # fmt: skip
    add_run_options(parser)
    parser.add_argument(
        "--names", choices=("short", "year"),
        help="file names without or with the year; by default with it where the academic or "
        "program year is not that of the as-of date",
    )  # fmt: skip
    parser.add_argument(
        "--every-agency", action="store_true",
        help="for each LEA and adult agency of the raw tables, in OUT/<its code>",
    )  # fmt: skip
    parser.add_argument("--on-fatal", choices=("keep", "block", "quarantine"), default="keep")
    parser.add_argument(
        "--only-changed", action="store_true", help="what changed since the last accepted batch"
    )
    parser.add_argument(
        "--since-state", choices=ledger_changes.REACHED,
        help="with --only-changed: compare with the last batch that reached this state "
        "(default: accepted)",
    )  # fmt: skip
    parser.add_argument("--preview", action="store_true", help="write to OUT/preview, no batch")
    parser.add_argument(
        "--marts", action=argparse.BooleanOptionalAction,
        help="publish OUT/marts.duckdb afterwards, by default unless --preview or --no-build",
    )  # fmt: skip
    parser.add_argument(
        "--report", action=argparse.BooleanOptionalAction, default=True,
        help="write OUT/report.html afterwards",
    )  # fmt: skip
    parser.add_argument("--no-build", action="store_true", help="write what is built already")
    settings.add_arguments(parser)
    parser.add_argument("--warehouse", metavar="FILE")
    parser.add_argument("--ledger", metavar="FILE", help="a ledger in a file of its own")
    return parser


def run_options(given: argparse.Namespace) -> dict[str, str]:
    """The run options that were given, as text."""
    names = [option["option_name"] for option in command_line_options()]
    values = {name: getattr(given, name) for name in names}
    for name, value in values.items():
        common.refuse_blank(f"--{name.replace('_', '-')}", None if value is None else str(value))
    return {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in values.items()
        if value is not None
    }


def not_followed(given: argparse.Namespace) -> list[str]:
    """A sentence for each option of the command line that no file of it follows."""
    asked, names = run_options(given), ", ".join(given.exports)
    exports = {*given.exports} | bundles.exports_of(given.exports)
    return [
        f"--{option['option_name'].replace('_', '-')} changes nothing in {names}."
        for option in command_line_options()
        if option["option_name"] in asked and not {*option["exports"].split(",")} & exports
    ]


def formats_of(export: writer.Export, text: str) -> list[str]:
    """The formats of files asked for; `native` stands for those the receiver takes."""
    formats: list[str] = []
    for name in text.split(","):
        formats += export.words("native_formats") if name == "native" else [name]
    for name in formats:
        if name not in (*writer.ENDINGS, WORKBOOK):
            known = ", ".join(["native", *writer.ENDINGS, WORKBOOK])
            raise UserError(f"There is no format {name!r}: write one or more of {known}.")
    return [name for name in dict.fromkeys(formats) if name != WORKBOOK]


def chosen(names: Sequence[str], known: dict[str, writer.Export]) -> list[writer.Export]:
    """The exports of the given names, all when there are none."""
    for name in names:
        if name not in known:
            raise common.unknown("There is no export", name, [*sorted(known), *bundles.names()])
    return [export for name, export in known.items() if not names or name in names]


def steps_of(known: Project, export: writer.Export) -> list[str]:
    """The models in the folder of a file."""
    folder = common.export_folder(export.facts)
    return [node.name for node in known.nodes.values() if node.folder == folder]


def needed(known: Project, exports: Sequence[writer.Export]) -> list[str]:
    """The models that a run reads besides the views of all exports."""
    names = [name for export in exports for name in steps_of(known, export)]
    return build.chosen(known, [*names, *OF_THE_RUN])


def changed_parts(
    ledger: Ledger, outcome: report.Outcome, given: argparse.Namespace
) -> list[tuple[str, str]]:
    """The files of what changed since the last batch; none where a partial file does harm."""
    export, options = outcome.export, report.options_in_force(ledger.con)
    base = ledger_changes.base_of(ledger, export, options, given.since_state or "accepted")
    found = ledger_changes.find(ledger, export, outcome.relation, base)
    outcome.base_batch_id = base["batch_id"]
    outcome.remark = ledger_changes.sentence(found, base)
    path = report.file_path(given, export, "csv", options, "differences")
    report.write_list(ledger.con, ledger.statement("list_differences"), path)
    found_parts = ledger_changes.parts_of(ledger, export)
    if not found_parts:
        raise UserError(
            "a partial file of this kind erases records at the receiver; "
            f"what differs is in {path.name}, and the whole file is to be sent."
        )
    return found_parts


def stage_files(ledger: Ledger, outcome: report.Outcome, given: argparse.Namespace) -> None:
    """Write every file of an export under a passing name, and its rows for the ledger."""
    con, export = ledger.con, outcome.export
    options = report.options_in_force(con)
    if given.only_changed:
        try:
            wanted = changed_parts(ledger, outcome, given)
        except UserError as trouble:
            outcome.note = f"Not written: {trouble}"
            outcome.is_refused = outcome.base_batch_id is None
            return
    else:
        wanted = [("", outcome.relation)]
    for file_format in formats_of(export, given.format):
        try:
            for part, relation in wanted:
                ending = writer.ENDINGS[file_format]
                path = report.file_path(given, export, ending, options, part)
                outcome.files.append(writer.stage(con, export, file_format, path, relation, part))
        except UserError as trouble:  # one file's trouble never hides another's
            outcome.note = f"Not written as {file_format}: {trouble}"
            outcome.drop(file_format)


def finish(
    ledger: Ledger, outcome: report.Outcome, given: argparse.Namespace, version: dict[str, str]
) -> None:
    """The files take their names; when they are not a preview, a batch remembers them."""
    if given.preview:
        for file in outcome.files:
            parts.publish(file.path)
    elif outcome.files:
        if not outcome.base_batch_id:
            ledger_batch.keep_rows(ledger, outcome.export, outcome.relation)
        outcome.batch_id = ledger_batch.record(ledger, outcome, version)


def summaries(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """The summary of each export by its name, all in one reading of the findings; the readiness
    report takes it from there.
    """
    ledger.run(
        "create or replace temp table report_summary as select * from exports.export_summary"
    )
    return {row["export_name"]: row for row in ledger.rows("select * from report_summary")}


def write_export(
    ledger: Ledger,
    export: writer.Export,
    summary: dict[str, Any],
    given: argparse.Namespace,
    version: dict[str, str],
) -> report.Outcome:
    """Write one export in every format asked for, or tell why not."""
    began = time.monotonic()
    export = writer.with_settings(export, report.options_in_force(ledger.con))
    outcome = report.Outcome(export, summary, export.relation)
    if summary["refusal"]:
        outcome.note, outcome.is_refused = summary["refusal"], True
    elif given.on_fatal == "block" and summary["needs_action"]:
        outcome.note = "Blocked: not ready; the file of an earlier run stays."
    elif given.on_fatal == "quarantine" and export.facts["processing_method"] == "replacement":
        outcome.note = "Not written: a partial file of this kind erases records at the state."
    else:
        if given.on_fatal == "quarantine":
            options = report.options_in_force(ledger.con)
            path = report.file_path(given, export, "csv", options, "quarantine")
            report.put_beside(ledger.con, export, path)
            outcome.relation = report.clean_rows(export)
        try:
            stage_files(ledger, outcome, given)
            if given.on_fatal == "quarantine" and outcome.files:
                outcome.remark = report.set_aside(outcome, path)
            outcome.schools = writer.schools_of(ledger.con, export, outcome.relation)
            finish(ledger, outcome, given, version)
        except BaseException:
            outcome.drop()
            raise
    outcome.seconds = time.monotonic() - began
    return outcome


def write_workbook(ledger: Ledger, outcomes: Sequence[report.Outcome], folder: Path) -> None:
    """The rows of the exports that are not refused, as a workbook; where it is."""
    from statefiles import workbook  # brings a library that other runs do not need

    shown = [outcome for outcome in outcomes if not outcome.is_refused]
    path = folder / workbook.NAME
    for remark in workbook.write(ledger.con, [outcome.export for outcome in shown], path):
        print(remark, file=sys.stderr)
    for outcome in shown:
        outcome.is_in_workbook = True
    print(f"{path} has {plural(len(shown), 'sheet')}.")


def check_use(given: argparse.Namespace) -> None:
    """Options that contradict each other, or need another."""
    if given.since_state and not given.only_changed:
        raise UserError("--since-state goes with --only-changed, which compares: add it.")
    if given.only_changed and given.include_previously_submitted is False:
        raise UserError(
            "--only-changed compares whole files: leave out --no-include-previously-submitted."
        )
    if given.only_changed and given.on_fatal == "quarantine":
        raise UserError(
            "--only-changed would delete quarantined records at the state: "
            "choose --on-fatal keep or block."
        )


def main(argv: Sequence[str] | None) -> int:
    """Build, write, record; the exit code of the design."""
    given = parser().parse_args(argv)
    check_use(given)
    run_options(given)
    saved = settings.apply(given)
    given.exports = given.exports or saved
    if given.ledger:
        os.environ["LEDGER"] = str(common.ledger_path(given.ledger))
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: "
            "load the raw tables with scripts/load.py first."
        )
    known, submissions = writer.catalog(), bundles.names()
    for export in chosen([name for name in given.exports if name not in submissions], known):
        formats_of(export, given.format)
    is_named = bool(given.exports)
    changes_nothing = given.preview and given.no_build
    with (
        common.exclusive_lock(warehouse, "export.py"),
        common.kept_open(warehouse, read_only=changes_nothing),
    ):
        if given.every_agency:
            asked = given.exports or list(known)
            collections = {
                name: known[name].facts["collection"] if name in known else "calpads"
                for name in asked
            }
            exit_code = agencies.write_each(
                given, warehouse, collections, lambda one: write(one, warehouse, is_named)
            )
        else:
            exit_code, _ = write(given, warehouse, is_named)
        for sentence in not_followed(given) if is_named else ():
            print(sentence)
        if given.marts or (given.marts is None and not (given.preview or given.no_build)):
            marts.publish(warehouse, given.out)
    return exit_code


def write(
    given: argparse.Namespace, warehouse: Path, is_named: bool
) -> tuple[int, list[report.Outcome]]:
    """The files of one agency, and what is said of them: the exit code, and what came of each."""
    known = writer.catalog()
    runs, told = bundles.runs_of(given, warehouse, run_options(given))
    if len(runs) > 1 and WORKBOOK in given.format.split(","):
        raise UserError(
            "One workbook holds files of one range of days: name the files of the submission "
            "by themselves, or write them in another format."
        )
    outcomes: list[report.Outcome] = []
    wanted = [chosen(one.exports, known) for one in runs]
    files = {export.name for exports in wanted for export in exports}
    for one, exports in zip(runs, wanted, strict=True):
        with_report = given.report and one is runs[-1]
        outcomes += run(one, warehouse, exports, files, not outcomes, with_report)
    order = list(known)
    outcomes.sort(key=lambda outcome: order.index(outcome.export.name))
    report.show(outcomes, report.base_of(given))
    for sentence in told:
        print(sentence)
    if all(outcome.is_refused for outcome in outcomes):
        return 2, outcomes  # nothing is written
    return int(not all(outcome.is_well(is_named) for outcome in outcomes)), outcomes


def exports_of_before(
    warehouse: Path, given: argparse.Namespace, files: Collection[str]
) -> set[str]:
    """The exports besides these files that are built from something else than this run."""
    from statefiles.readiness import cli as readiness  # which imports this module

    if len(files) == len(writer.catalog()):
        return set()
    return readiness.stale_exports(warehouse, run_options(given)) - set(files)


def run(
    given: argparse.Namespace,
    warehouse: Path,
    exports: list[writer.Export],
    files: Collection[str],
    is_first: bool,
    with_report: bool,
) -> list[report.Outcome]:
    """Build, write, record; nobody else exports from the warehouse meanwhile. A run that is not the
    first of its command, which writes these files, adds to the lists of findings and exclusions.
    """
    known = project.read()
    wanted, options = needed(known, exports), run_options(given)
    if given.no_build:
        with common.connect(warehouse, read_only=True) as con:
            report.check_options(con, options)
        build.refuse_what_is_not_built(warehouse, wanted, options, files)
    else:
        build.build(warehouse, wanted, options, files=files, with_lists=True)
    for export in exports:
        report.inside(report.base_of(given), report.folder(given, export))
    of_this_run = {export.name for export in exports}
    stale = exports_of_before(warehouse, given, of_this_run) if with_report else ()
    with opened(warehouse, read_only=given.preview) as ledger:
        report.check_options(ledger.con, run_options(given))
        exports = chosen(given.exports, writer.exports_in(ledger.con))
        if not given.preview:
            for message in (
                *ledger_recovery.settle(ledger, given.out), *parts.clear_below(given.out)
            ):  # fmt: skip
                print(message, file=sys.stderr)
            ledger_recovery.mend_manifest(ledger, given.out)
        found = summaries(ledger)
        outcomes = []
        for export in exports:
            outcome = write_export(ledger, export, found[export.name], given, known.versions)
            if formats_of(export, given.format):
                report.write_manifest(ledger.con, given, outcome)
            outcomes.append(outcome)
        report.write_reports(ledger.con, given, outcomes, is_first)
        if with_report:
            from statefiles.readiness import page  # brings a library that other runs do not need

            page.write(ledger, report.base_of(given), stale)
        if WORKBOOK in given.format.split(","):
            write_workbook(ledger, outcomes, report.base_of(given))
    return outcomes
