"""Compare two sets of records by key and hash, then column by column. The comparison is SQL."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from statefiles.common import UserError
from statefiles.ledger.batch import ROW_TAGS
from statefiles.ledger.store import Ledger
from statefiles.writer import key_text


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a query of records, the columns of their text, their key."""

    rows: str
    columns: Sequence[dict[str, str]]
    key_fields: Sequence[str]

    def position(self, column_name: str) -> int:
        """The place of a column in the text, from 1; 0 when it has none."""
        names = [column["column_name"] for column in self.columns]
        return names.index(column_name) + 1 if column_name in names else 0

    def cells(self) -> list[str]:
        """The parts of the key in the text of a record, as SQL; none of unknown columns."""
        places = [self.position(name) for name in self.key_fields]
        return [f"nullif(cells[{place}], '')" for place in places] if all(places) else []

    @property
    def record_key(self) -> str:
        """The key of a record, from its text: older batches hold it in another form."""
        return key_text(self.cells()) if self.cells() else "record_key"

    @property
    def match_key(self) -> str:
        """By what records are paired: the key; without its SSID the subject stands in for it."""
        if "ssid" not in self.key_fields or not self.cells():
            return self.record_key
        with_subject = key_text([*self.cells(), "subject_key"])
        return (
            f"case when coalesce(cells[{self.position('ssid')}], '') = '' then {with_subject} "
            f"else {self.record_key} end"
        )

    @property
    def keyed_rows(self) -> str:
        """The records under the key of their text."""
        return (
            f"(select * exclude (cells) replace ({self.record_key} as record_key), "
            f"{self.match_key} as match_key "
            f"from (select *, string_split(record_payload, '^') as cells from {self.rows}) "
            "as texts)"
        )


def compare(ledger: Ledger, left: Side, right: Side) -> dict[str, int]:
    """Fill the temporary tables differences and field_differences; how many of each change."""
    ledger.make_room()
    for name, side in (("left_rows", left), ("right_rows", right)):
        ledger.run(
            f"create or replace temp table {name} as select match_key, record_key, subject_key, "
            f"record_hash, record_payload from {side.keyed_rows}"
        )
    ledger.run(
        "create or replace temp table column_map (column_name varchar, left_position integer, "
        "right_position integer, code_set varchar)"
    )
    sets = {c["column_name"]: c["code_set"] for c in (*left.columns, *right.columns)}
    rows: list[Any] = [
        (name, left.position(name) or None, right.position(name) or None, code_set)
        for name, code_set in sets.items()
        if name not in ROW_TAGS
    ]
    ledger.con.executemany("insert into column_map values (?, ?, ?, ?)", rows)
    ledger.script("compare")
    ledger.run("drop table left_rows")
    ledger.run("drop table right_rows")
    return counts(ledger)


def counts(ledger: Ledger) -> dict[str, int]:
    """How many records were added, changed, removed, withheld."""
    found = ledger.run("select change, count(*) from differences group by change").fetchall()
    return dict.fromkeys(("added", "changed", "removed", "withheld"), 0) | dict(found)


def side_of(ledger: Ledger, batch: Mapping[str, Any]) -> Side:
    """What the receiver holds once the batch is accepted."""
    return Side(ledger.query_of(batch, "whole"), batch["layout_columns"], batch["key_fields"])


def causes_of(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[str]:
    """What differs between two batches besides their rows, and so may be why these do."""
    if "extract" in (left["batch_kind"], right["batch_kind"]):
        return ["the state holds something else"]
    inputs = [json.loads(batch["input_hashes"]) for batch in (left, right)]
    for hashes in inputs:
        hashes.pop("code_translations", None)
    differs = {
        "data": inputs[0] != inputs[1],
        "code translation": left["code_translation_hash"] != right["code_translation_hash"],
        "layout": left["layout_version"] != right["layout_version"]
        or left["layout_columns"] != right["layout_columns"],
        "options": left["run_options"] != right["run_options"],
        "rules": left["project_hash"] != right["project_hash"]
        or left["seed_hashes"] != right["seed_hashes"],
    }
    return [cause for cause, is_so in differs.items() if is_so]


def diff(ledger: Ledger, first: str, second: str) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """What differs from one batch to another: records by change, and counts by column and cause.

    Every difference stands in the temporary table explained_differences. Errors: UserError for
    batches of two exports, or with different keys.
    """
    left, right = ledger.batch(first), ledger.batch(second)
    if left["export_type"] != right["export_type"]:
        raise UserError(
            f"Batch {first} is of {left['export_type'].lower()}, {second} of "
            f"{right['export_type'].lower()}: compare two batches of one export."
        )
    if left["key_fields"] != right["key_fields"]:
        raise UserError(f"Batches {first} and {second} name their records by different keys.")
    found = compare(ledger, side_of(ledger, left), side_of(ledger, right))
    ledger.script("explained_differences", causes=causes_of(left, right))
    columns = ledger.rows(
        "select change, coalesce(column_name, '') as column_name, count(*) as records, cause "
        "from explained_differences group by change, column_name, cause "
        "order by change, records desc, column_name, cause"
    )
    return found, columns
