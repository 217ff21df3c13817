"""What was sent, what became of it, what changed since, and how to get it back.

    python scripts/ledger.py list
    python scripts/ledger.py mark-sent B-20241004-0001
    python scripts/ledger.py rebuild B-20241004-0001 --out again

Exit 0: done. 2: wrong use, an illegal step or bad input; nothing is changed.
"""

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from statefiles import common, guard, project, report, screen, writer
from statefiles.common import UserError
from statefiles.ledger import answers as ledger_answers
from statefiles.ledger import compare as ledger_compare
from statefiles.ledger import extract as ledger_extract
from statefiles.ledger import files as ledger_files
from statefiles.ledger import identity as ledger_identity
from statefiles.ledger import recovery as ledger_recovery
from statefiles.ledger import states as ledger_states
from statefiles.ledger.store import Ledger, opened

PATIENCE = 10.0  # seconds that a command waits for another program


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
    settle = add("settle", "finish what a stopped run has left, or one batch over any other file")
    settle.add_argument("batch", nargs="?")
    add("adopt", "take the ledger that is named for that of the warehouse, whatever it has known")
    add("give-up", "roll back a batch that was never finished").add_argument("batch")
    rebuild = add("rebuild", "write the files of a batch again, byte for byte")
    rebuild.add_argument("batch")
    rebuild.add_argument("--out", type=common.folder_of, required=True, metavar="DIR")
    diff = add("diff", "what differs from one batch of an export to another, and why")
    diff.add_argument("first")
    diff.add_argument("second")
    diff.add_argument(
        "--csv", type=common.file_of, metavar="FILE", help="every difference with its values"
    )
    extract = add("reconcile", "compare the state's extract with what would be sent today")
    extract.add_argument("--file", required=True, metavar="CODE", help="SENR, or an export's name")
    extract.add_argument("extract", type=common.file_of)
    extract.add_argument("--batch", help="compare with a batch instead")
    extract.add_argument("--csv", type=common.file_of, metavar="FILE", help="every difference")
    extract.add_argument(
        "--rebase", action="store_true", help="make an accepted batch of the extract"
    )
    refused = add("rejected", "the rejected records of the state beside our rows and findings")
    refused.add_argument("--file", required=True, metavar="CODE", help="SENR, or an export's name")
    refused.add_argument("extract", type=common.file_of)
    refused.add_argument("--csv", type=common.file_of, metavar="FILE", help="every rejected record")
    numbers = add("ssids", "the SSID extract of the state beside our students")
    numbers.add_argument("extract", type=common.file_of)
    numbers.add_argument(
        "--replaced", type=common.file_of, metavar="FILE", help="the extract of replaced SSIDs"
    )
    numbers.add_argument(
        "--assigned", type=common.file_of, metavar="FILE", help="new SSIDs, for the SIS"
    )
    numbers.add_argument("--csv", type=common.file_of, metavar="FILE", help="every difference")
    add("backup", "copy the ledger to a file of its own").add_argument("copy", type=common.file_of)
    purge = add("purge", "take away the records of old batches; counts are left")
    purge.add_argument("--before", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    return parser


def table(rows: Sequence[dict[str, Any]], title: str = "", fold: bool = False) -> None:
    """Rows as a table on the screen; a pipe gets every row on one line unless it may fold."""
    shown = Table(box=None, padding=(0, 1), show_edge=False, title=title, title_justify="left")
    for name, value in (rows[0] if rows else {}).items():
        shown.add_column(
            name, justify="right" if isinstance(value, int) else "left", no_wrap=not fold
        )
    for row in rows:
        shown.add_row(
            *(f"{v:,}" if isinstance(v, int) else guard.shown(str(v or "")) for v in row.values())
        )
    if fold:
        Console().print(shown, markup=False)
    else:
        screen.print_whole(shown)


def differences(ledger: Ledger, relation: str, path: Path | None) -> None:
    """Every difference as CSV for the owner alone, when wanted."""
    if path:
        report.write_list(ledger.con, relation, path)
        print(f"Wrote {path}.")


def diff(ledger: Ledger, given: argparse.Namespace) -> None:
    """Two batches of one export."""
    found, columns = ledger_compare.diff(ledger, given.first, given.second)
    print(
        f"From {given.first} to {given.second}: {found['added']:,} added, "
        f"{found['changed']:,} changed, {found['removed']:,} removed."
    )
    if columns:
        table(columns)
    differences(
        ledger,
        "select * from explained_differences order by change, record_key, column_name",
        given.csv,
    )


def reconcile(ledger: Ledger, given: argparse.Namespace) -> None:
    """The state's extract against this side."""
    known = project.read()
    exports = writer.exports_in(ledger.con)
    export = ledger_extract.export_of(ledger, exports, given.file)
    if not given.batch:
        report.refuse_not_built(ledger.con, [export.name])
    loaded, found = ledger_extract.reconcile(ledger, export, given.extract, given.batch)
    if loaded.remark:
        print(loaded.remark)
    print(
        f"{loaded.extract_id}: {loaded.rows:,} rows compared with "
        f"{given.batch or export.name + ' of today'}: {found['added']:,} only here, "
        f"{found['removed']:,} only there, {found['changed']:,} different; "
        f"{loaded.passed_over:,} rows of other years or schools passed over."
    )
    if sum(found.values()):
        table(ledger_extract.places(ledger, export))
    if found["changed"]:
        table(
            ledger.rows(
                "select column_name, count(*) as records from field_differences "
                "group by column_name order by records desc, column_name"
            )
        )
    differences(ledger, ledger.statement("list_differences"), given.csv)
    if given.rebase:
        version = known.versions
        batch_id = ledger_extract.rebase(ledger, export, loaded, version)
        print(f"Batch {batch_id} holds what the state has; changes are reported since it.")


def rejected(ledger: Ledger, given: argparse.Namespace) -> None:
    """The state's rejected records: which rule we had told, and which not."""
    exports = writer.exports_in(ledger.con)
    export = ledger_extract.export_of(ledger, exports, given.file)
    report.refuse_not_built(ledger.con, [export.name])
    if remark := ledger_answers.rejected(ledger, export, given.extract):
        print(remark)
    counts = ledger.rows(
        "select error_code, error_severity, answer, rule_status, count(*) as records "
        "from rejected_records group by all order by records desc, error_code, answer"
    )
    table(counts) if counts else print("The return holds no rejected record.")
    differences(ledger, "select * from rejected_records order by row_of_return", given.csv)


def ssids(ledger: Ledger, given: argparse.Namespace) -> None:
    """The state's SSIDs: new ones for the SIS, and where it knows another person."""
    if remark := ledger_answers.ssids(ledger, given.extract, given.replaced):
        print(remark)
    counts = ledger.rows(
        "select answer, count(*) as students from ssid_answers group by all order by answer"
    )
    table(counts) if counts else print("Every SSID of the state is that of the student here.")
    order = "order by answer, student_id, ssid_there"
    differences(ledger, f"select * from ssid_answers {order}", given.csv)
    differences(
        ledger,
        "select student_id, local_student_id, ssid_there as ssid, ssid_creation_date "
        "from ssid_answers where answer = 'assigned' order by student_id",
        given.assigned,
    )


def run(ledger: Ledger, given: argparse.Namespace) -> None:
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
    elif given.command == "settle":
        if given.batch:
            print(ledger_recovery.settle_one(ledger, given.batch))
        else:
            print("\n".join(ledger_recovery.settle(ledger)) or "Nothing was left unfinished.")
    elif given.command == "give-up":
        print(ledger_recovery.give_up(ledger, given.batch))
    elif given.command == "rebuild":
        for path in ledger_files.rebuild(ledger, given.batch, given.out):
            print(f"Wrote {path}.")
    elif given.command == "diff":
        diff(ledger, given)
    elif given.command == "reconcile":
        reconcile(ledger, given)
    elif given.command == "rejected":
        rejected(ledger, given)
    elif given.command == "ssids":
        ssids(ledger, given)
    elif given.command == "backup":
        ledger_files.backup(ledger, given.copy)
        print(f"Wrote {given.copy}.")
    elif given.command == "purge":
        print("\n".join(ledger_files.purge(ledger, given.before)))


def main(argv: Sequence[str] | None) -> int:
    """Open the ledger, finish what a stopped export left, do the command."""
    given = parser().parse_args(argv)
    if given.ledger:
        os.environ["LEDGER"] = str(common.ledger_path(given.ledger))
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(f"There is no warehouse {warehouse.name}: set WAREHOUSE or --warehouse.")
    with common.exclusive_lock(warehouse, f"ledger.py {given.command}", patience=PATIENCE):
        if given.command == "adopt":
            print(ledger_identity.adopt(warehouse))
            return 0
        with opened(warehouse) as ledger:
            command(ledger, given)
    return 0


def command(ledger: Ledger, given: argparse.Namespace) -> None:
    """Finish what a stopped export left, then do the command."""
    if given.command not in ("settle", "give-up", "backup"):
        for message in ledger_recovery.settle(ledger):
            print(message)
    run(ledger, given)
