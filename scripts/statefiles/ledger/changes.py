"""Export what changed since a batch: compare the whole file with it, make the rows to be sent."""

import json
from collections.abc import Mapping
from typing import Any

from statefiles.common import UserError
from statefiles.ledger import batch as ledger_batch
from statefiles.ledger.compare import Side, compare, counts, side_of
from statefiles.ledger.files import cells_query
from statefiles.ledger.store import Ledger
from statefiles.writer import Export

# States of a batch that changes can be reported since.
REACHED = ("created", "sent", "accepted")


def base_of(
    ledger: Ledger, export: Export, options: Mapping[str, str], since_state: str
) -> dict[str, Any]:
    """The last batch of the export, year and site that reached a state.

    Errors: UserError when there is none, or when it was made with options that choose other rows.
    """
    collection = export.facts["collection"]
    year = options[{"casas": "program_year", "cast": "test_year"}.get(collection, "academic_year")]
    site = ledger_batch.site_of(export, options)
    place = {
        "export_type": export.name.upper(),
        "year_label": year,
        "lea_code": ledger_batch.reporter_of(export, options),
        "site_code": site,
        "reached": since_state,
    }
    found = ledger.rows(ledger.statement("last_batch"), place)
    if not found:
        raise UserError(
            f"there is no {since_state} batch for {year} at {site} to compare with; "
            "send a full export and mark it, or choose another state with --since-state."
        )
    base = found[0]
    if list(base["key_fields"]) != export.words("key_fields"):
        raise UserError(
            f"batch {base['batch_id']} names its records by other keys; send a full export."
        )
    refuse_other_choice(ledger, base, options, export)
    return base


def refuse_other_choice(
    ledger: Ledger, base: Mapping[str, Any], options: Mapping[str, str], export: Export
) -> None:
    """Records that were merely not asked for must not pass for removed ones."""
    values = {
        "export_name": export.name,
        "before": base["run_options"],
        "now": json.dumps(dict(options)),
    }
    for other in ledger.rows(ledger.statement("other_choice"), values):
        raise UserError(
            f"batch {base['batch_id']} was made with {other['option_name']} "
            f"{other['value_before']}, this run has {other['value_now']}; "
            "changes can be reported only between runs with the same options."
        )


def find(ledger: Ledger, export: Export, relation: str, base: Mapping[str, Any]) -> dict[str, int]:
    """Compare the rows of a relation with a batch; how many records of each change.

    The whole file stands in the temporary table whole_rows, what differs in differences.
    """
    ledger.run(
        "create or replace temp table whole_rows as " + ledger_batch.rows_query(export, relation)
    )
    left = side_of(ledger, base)
    columns = [{"column_name": c.name, "code_set": c.code_set} for c in export.columns]
    fresh = "(select * replace (unhex(record_hash) as record_hash) from whole_rows)"
    compare(ledger, left, Side(fresh, columns, base["key_fields"]))
    ledger.script(
        "withhold",
        export_name=export.name,
        key_positions=[left.position(name) for name in export.words("record_key")],
        ssid_position=left.position("ssid") if "ssid" in base["key_fields"] else None,
    )
    make_rows(ledger, export, left)
    return counts(ledger)


def make_rows(ledger: Ledger, export: Export, left: Side) -> None:
    """The rows to be sent, in the temporary table new_rows; none where only whole files go."""
    parts_of(ledger, export)
    names = [column.name for column in export.columns]
    kind = "transaction_type_code"
    order = [term.partition(":") for term in export.words("order_by")]
    ledger.script(
        "new_rows",
        old_positions=[-1 if name == kind else left.position(name) for name in names],
        content_positions=[
            place for place, name in enumerate(names, 1) if name not in ledger_batch.ROW_TAGS
        ],
        order_positions=[names.index(name) + 1 for name, _, _ in order],
        order_is_number=[bool(as_number) for _, _, as_number in order],
        type_position=names.index(kind) + 1 if kind in names else 0,
    )


def parts_of(ledger: Ledger, export: Export) -> list[tuple[str, str]]:
    """The files of the changes: name of the part and the relation of its rows; none when the
    receiver takes whole files only. What each holds stands in the temporary table parts.
    """
    method = export.facts["processing_method"]
    found = ledger.script("parts", processing_method=method).fetchall()
    columns = [{"column_name": column.name} for column in export.columns]
    return [
        (part, cells_query("new_rows", columns, f"left(order_key, 1) = '{part[0]}'"))
        for (part,) in found
    ]


def sentence(found: Mapping[str, int], base: Mapping[str, Any]) -> str:
    """What was found, for the screen."""
    message = f"since {base['batch_id']} {found['added']:,} added, {found['changed']:,} changed, "
    message += f"{found['removed']:,} removed"
    if found["withheld"]:
        message += (
            f"; {found['withheld']:,} are no longer selected but not to be erased at the state, "
            "see the note in the list (exits go with --include-not-enrolled)"
        )
    return message
