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

# A batch that reached a state has been in those before it.
REACHED = {
    "created": ("created", "sent", "accepted"),
    "sent": ("sent", "accepted"),
    "accepted": ("accepted",),
}
# The files of each processing method, in the order of sending, with the changes each holds.
PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "transaction": {"1-delete": ("removed",), "2-update": ("changed",), "3-add": ("added",)},
    "effective date": {"changed": ("removed", "changed", "added")},
    "update": {"changed": ("changed", "added")},
}


def base_of(
    ledger: Ledger, export: Export, options: Mapping[str, str], since_state: str
) -> dict[str, Any]:
    """The last batch of the export, year and site that reached a state.

    Errors: UserError when there is none, or when it was made with options that choose other rows.
    """
    collection = export.facts["collection"]
    year = options[{"casas": "program_year", "cast": "test_year"}.get(collection, "academic_year")]
    site = ledger_batch.site_of(export, options)
    states = ", ".join(f"'{state}'" for state in REACHED[since_state])
    found = ledger.rows(
        "select * from {ledger}.batches where export_type = ? and year_label = ? "
        f"and site_code = ? and is_placed and batch_state in ({states}) "
        "order by batch_id desc limit 1",
        [export.name.upper(), year, site],
    )
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
            "changes can be told only between runs with the same options."
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
    """The rows to be sent, in the temporary table new_rows: old texts to delete, new ones to add.

    A deletion takes the old values in today's layout, with the transaction type D.
    """
    deletion = ", ".join(
        "'D'" if column.name == "transaction_type_code"
        else f"coalesce(left_cells[{place}], '')" if (place := left.position(column.name))
        else "''"
        for column in export.columns
    )  # fmt: skip
    names = [column.name for column in export.columns]
    content = ", ".join(f'"{n}"' for n in names if n not in ledger_batch.ROW_TAGS)
    queries = []
    for part, changes in PARTS.get(export.facts["processing_method"], {}).items():
        for change in changes:
            side = "left" if change == "removed" else "right"
            cells = f"[{deletion}]" if change == "removed" else "right_cells"
            queries.append(
                f"select record_key, {side}_subject_key as subject_key, {cells} as cells, "
                f"'{part[0]}' as part from differences where change = '{change}'"
            )
    if not queries:
        return
    kind = "transaction_type_code" if "transaction_type_code" in names else "null"
    named = ", ".join(f'cells[{number}] as "{name}"' for number, name in enumerate(names, 1))
    ledger.run(
        "create or replace temp table new_rows as select record_key, subject_key, "
        f"cast({kind} as varchar) as transaction_type, "
        f"sha256(concat_ws('^', {content})) as record_hash, "
        f"part || chr(1) || {ledger_batch.order_key(export)} as order_key, "
        "array_to_string(cells, '^') as record_payload "
        f"from (select *, {named} from ({' union all '.join(queries)}))"
    )


def parts_of(export: Export) -> list[tuple[str, str]]:
    """The files of the changes: name of the part and the relation of its rows."""
    columns = [{"column_name": column.name} for column in export.columns]
    return [
        (part, cells_query("new_rows", columns, f"left(order_key, 1) = '{part[0]}'"))
        for part in PARTS[export.facts["processing_method"]]
    ]


def sentence(found: Mapping[str, int], base: Mapping[str, Any]) -> str:
    """What was found, for the screen."""
    told = f"since {base['batch_id']} {found['added']:,} added, {found['changed']:,} changed, "
    told += f"{found['removed']:,} removed"
    if found["withheld"]:
        told += (
            f"; {found['withheld']:,} are no longer selected but not to be erased at the state, "
            "see the note in the list (exits go with --include-not-enrolled)"
        )
    return told
