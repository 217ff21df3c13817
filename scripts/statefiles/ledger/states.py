"""The states of a batch and the steps between them; what is reported of batches.

created -> sent -> accepted | rejected        created, sent, accepted -> rolled_back
"""

import json
from typing import Any

from statefiles.common import UserError
from statefiles.ledger.store import Ledger, now, user_name

STEPS = {
    "created": ("sent", "rolled_back"),
    "sent": ("accepted", "rejected", "rolled_back"),
    "accepted": ("rolled_back",),
    "rejected": (),
    "rolled_back": (),
}
COMMANDS = {
    "mark-sent": "sent",
    "mark-accepted": "accepted",
    "mark-rejected": "rejected",
    "roll-back": "rolled_back",
}


def words(state: str) -> str:
    """A state for a sentence."""
    return state.replace("_", " ")


def refusal(batch_id: str, state: str, wanted: str) -> str:
    """Why a batch cannot go from one state to another, and what can be done."""
    if state == wanted:
        return f"Batch {batch_id} is {words(state)} already."
    if not STEPS[state]:
        return (
            f"Batch {batch_id} is {words(state)}, which is final, so it cannot become "
            f"{words(wanted)}: export again to make a new batch."
        )
    if state == "created":
        return (
            f"Batch {batch_id} was never marked sent, so it cannot be {words(wanted)}: "
            "mark it with mark-sent first."
        )
    return (
        f"Batch {batch_id} is {words(state)}, so it cannot become {words(wanted)}: "
        "take it back with roll-back and export again."
    )


def step(ledger: Ledger, batch_id: str, wanted: str) -> str:
    """Bring a batch to another state; what was done. Errors: UserError for an illegal step."""
    batch = ledger.batch(batch_id)
    if not batch["is_placed"]:
        raise UserError(
            f"Batch {batch_id} is not finished, its run was stopped: finish it with "
            f"scripts/ledger.py settle {batch_id}, or give it up with give-up {batch_id}."
        )
    if wanted not in STEPS[batch["batch_state"]]:
        raise UserError(refusal(batch_id, batch["batch_state"], wanted))
    if wanted == "sent" and not batch["written_rows"] and not batch["base_batch_id"]:
        raise UserError(
            f"Batch {batch_id} holds no rows, so it cannot be sent: export again when there is "
            "something to report."
        )
    if wanted in ("accepted", "rolled_back"):
        refuse_with_base(ledger, batch, wanted)
    message = f"Batch {batch_id} is now {words(wanted)}."
    with ledger.transaction(message):
        enter(ledger, batch_id, wanted)
    return message


def enter(ledger: Ledger, batch_id: str, state: str) -> None:
    """Write down that a batch has reached a state."""
    moment, user = now(), user_name()
    ledger.run(
        "update {ledger}.batches set batch_state = ?, state_changed_at = ? where batch_id = ?",
        [state, moment, batch_id],
    )
    step = {"batch_id": batch_id, "batch_state": state, "changed_at": moment, "changed_by": user}
    ledger.insert("batch_steps", step)


def refuse_with_base(ledger: Ledger, batch: dict[str, Any], wanted: str) -> None:
    """Changes stand on the batch they were compared with: it goes first in, last out."""
    if wanted == "rolled_back":
        above = ledger.rows(
            "select batch_id from {ledger}.batches where base_batch_id = ? "
            "and batch_state not in ('rejected', 'rolled_back') order by batch_number desc",
            [batch["batch_id"]],
        )
        if above:
            raise UserError(
                f"Batch {above[0]['batch_id']} holds only what changed since {batch['batch_id']}: "
                "roll it back first."
            )
    elif batch["base_batch_id"]:
        base = ledger.batch(batch["base_batch_id"])
        if base["batch_state"] != "accepted":
            raise UserError(
                f"Batch {batch['batch_id']} holds only what changed since {base['batch_id']}, "
                f"which is {words(base['batch_state'])}: mark that one accepted first."
            )


def listed(ledger: Ledger, export: str | None = None) -> list[dict[str, Any]]:
    """All batches, the latest last."""
    return ledger.rows(
        "select batch_id as batch, lower(export_type) as export, year_label as year, "
        "site_code as site, batch_kind as kind, "
        "case when is_placed then batch_state else 'not finished' end as state, "
        "written_rows as rows, excluded_rows as excluded, created_at, "
        "state_changed_at as changed_at "
        "from {ledger}.batches "
        "where $export is null or lower(export_type) = lower($export) "
        "order by batch_number",
        {"export": export},
    )


def shown(ledger: Ledger, batch_id: str) -> tuple[dict[str, Any], list[dict], list[dict]]:
    """A batch with all it tells, the steps it took, and its files."""
    batch = ledger.batch(batch_id)
    for name in (
        "layout_columns", "written_number", "whole_number", "whole_series", "is_placed",
        "batch_number",
    ):  # fmt: skip
        del batch[name]
    batch["key_fields"] = " ".join(batch["key_fields"])
    for name in ("input_hashes", "seed_hashes"):
        hashes = json.loads(batch[name]).items()
        batch[name] = ", ".join(f"{what} {(digest or 'none')[:12]}" for what, digest in hashes)
    steps = ledger.rows(
        "select batch_state, changed_at, changed_by from {ledger}.batch_steps "
        "where batch_id = ? order by changed_at, rowid",
        [batch_id],
    )
    files = ledger.rows(
        "select file_path, file_format, written_rows, written_bytes, file_sha256 "
        "from {ledger}.batch_files where batch_id = ? order by file_number",
        [batch_id],
    )
    return batch, steps, files
