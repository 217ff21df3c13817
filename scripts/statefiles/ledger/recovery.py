"""Finish, or give up, the batches that a stopped run recorded without showing them.

A batch is finished on its own: what stands in its way is reported and stops no other work. A file
that somebody has written since is left, for it is newer.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from statefiles import guard, report
from statefiles.common import UserError
from statefiles.ledger import batch as ledger_batch
from statefiles.ledger import files as ledger_files
from statefiles.ledger import states as ledger_states
from statefiles.ledger.store import Ledger


def settle(ledger: Ledger, out: Path | None = None) -> list[str]:
    """Finish what can be finished, of a folder of exports or of all; a sentence for each batch."""
    messages = []
    for batch in unfinished(ledger):
        files = ledger_files.files_of(ledger, batch)
        if out and not all(
            Path(f["file_path"]).is_relative_to(os.path.abspath(out)) for f in files
        ):
            continue
        try:
            messages.append(finish(ledger, batch, files))
        except (UserError, OSError, duckdb.Error) as error:
            name = batch["batch_id"]
            messages.append(
                f"Batch {name} of a run that was stopped is not finished: "
                f"{guard.sentence_of(error)} Then run scripts/ledger.py settle {name}, "
                f"or give it up with scripts/ledger.py give-up {name}."
            )
    return messages


def unfinished(ledger: Ledger) -> list[dict[str, Any]]:
    """The batches whose files may not stand under their names, in the order of recording."""
    return ledger.rows("select * from {ledger}.batches where not is_placed order by batch_number")


def finish(
    ledger: Ledger, batch: Mapping[str, Any], files: list[dict[str, Any]], replace: bool = False
) -> str:
    """Write the files of a batch from the ledger and show it; what was done.

    Errors: UserError when another file stands there that this batch did not mean to replace.
    """
    lacking = []
    for file in files:
        path = Path(file["file_path"])
        found = ledger_files.digest_of(path)
        if found == file["file_sha256"]:
            continue
        if found and found != file["replaced_sha256"] and not replace:
            raise UserError(f"Another {path.name} was written since: move it to another folder.")
        lacking.append((file, path))
    for file, path in lacking:
        ledger_files.rebuild_file(ledger, batch, file, path)
    ledger_batch.show_batch(ledger, batch["batch_id"])
    names = ", ".join(Path(file["file_path"]).name for file in files)
    return f"Finished batch {batch['batch_id']} of a run that was stopped: {names}."


def mend_manifest(ledger: Ledger, out: Path) -> None:
    """Tell in manifest.json what a run that was stopped has written and could not tell any more."""
    path = out / "manifest.json"
    entries = report.known_exports(path)
    lacking: dict[str, dict[str, Any]] = {}
    below = os.path.join(os.path.abspath(out), "")  # with the separator at its end
    for row in ledger.rows(ledger.statement("last_files"), {"out": below}):
        name = row.pop("export_name")
        batch_id, options = row.pop("batch_id"), row.pop("run_options")
        listed = {file["file"]: file["sha256"] for file in entries.get(name, {}).get("files", [])}
        is_listed = listed.get(row["file"]) == row["sha256"]
        if not is_listed and ledger_files.digest_of(out / row["file"]) == row["sha256"]:
            entry = lacking.setdefault(
                name,
                {
                    "is_ready": False,
                    "note": f"The run was stopped before it could tell more: see batch {batch_id}.",
                    "files": [],
                    "options": json.loads(options),
                },
            )
            entry["files"].append(row)
    if lacking:
        report.save_manifest(path, entries | lacking)


def wanted(ledger: Ledger, batch_id: str) -> dict[str, Any]:
    """An unfinished batch by its name."""
    batch = ledger.batch(batch_id)
    if batch["is_placed"]:
        raise UserError(f"Batch {batch_id} is finished: see scripts/ledger.py show {batch_id}.")
    return batch


def settle_one(ledger: Ledger, batch_id: str) -> str:
    """Finish a batch, over whatever stands under the names of its files."""
    batch = wanted(ledger, batch_id)
    return finish(ledger, batch, ledger_files.files_of(ledger, batch), replace=True)


def give_up(ledger: Ledger, batch_id: str) -> str:
    """Roll a batch back that was never finished; its files are not written. What was done."""
    batch = wanted(ledger, batch_id)
    for file in ledger_files.files_of(ledger, batch):
        path = Path(file["file_path"])
        if ledger_files.digest_of(path) == file["file_sha256"]:
            raise UserError(
                f"{path.name} of batch {batch_id} stands under its name: finish the batch with "
                f"scripts/ledger.py settle {batch_id}, then roll it back."
            )
    message = f"Batch {batch_id} is given up: it is rolled back, and its files were not written."
    with ledger.transaction(message):
        ledger_states.enter(ledger, batch_id, "rolled_back")
        ledger_batch.show_batch(ledger, batch_id)
    return message
