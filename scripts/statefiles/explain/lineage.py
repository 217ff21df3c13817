"""From a record to the raw rows behind its fields, by keys alone; what they leave open stays open.

Where a row is by its key the field has that raw text; where several rows may have fed it, they are
named. The seeds say which raw columns fill a field, the model says what its record key is made of.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from statefiles.common import ROOT, export_folder
from statefiles.writer import Export

SQL = Path(__file__).with_name("sql")
MOST_ROWS = 10  # of a table that are named
OF_A_LOAD = ("source_row", "superseded_rows", "raw_findings")


@cache
def statement(name: str) -> str:
    """A statement of the folder sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class RawRow:
    """A row of a raw table: by which key it is known, as it came, and typed."""

    table: str
    key: str
    raw: Mapping[str, Any]
    typed: Mapping[str, Any]


@dataclass(frozen=True)
class Rows:
    """The rows of a raw table that a record may come from, and by what they were found."""

    rows: Sequence[RawRow]
    found_by: str


@dataclass
class Contract:
    """Keys and references of the raw tables."""

    keys: dict[str, list[str]] = field(default_factory=dict)
    references: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def table_of(self, column: str) -> str | None:
        """The table whose key is this one column; of a name that several have there is none."""
        found = [table for table, names in self.keys.items() if names == [column]]
        return found[0] if len(found) == 1 else None


class Warehouse:
    """Questions to a built warehouse, each asked once."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self._known: dict[tuple, list[dict[str, Any]]] = {}
        self.contract = Contract()
        self.tables = self.contract.keys
        for row in self.ask("contract"):
            table = row["table_name"]
            names = self.contract.keys.setdefault(table, [])
            references = self.contract.references.setdefault(table, {})
            if row["is_key"] in (True, "true"):
                names.append(row["column_name"])
            if row["references_column"]:
                there, _, key = row["references_column"].partition(".")
                references[row["column_name"]] = (there, key)

    def ask(
        self, name: str, names: Mapping[str, str] | None = None, **values: Any
    ) -> list[dict[str, Any]]:
        """The rows of a statement of the folder, each by column name."""
        asked = (name, *(names or {}).items(), *values.items())
        if asked not in self._known:
            text = statement(name)
            for placeholder, replacement in (names or {}).items():
                text = text.replace("{" + placeholder + "}", replacement)
            cursor = self.con.execute(text, values or None)
            columns = [column[0] for column in cursor.description or ()]
            self._known[asked] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        return self._known[asked]

    def rows(self, table: str, **values: Any) -> Rows:
        """The rows in force of a raw table with these values."""
        tests = " and ".join(f"cast({name} as varchar) = ${name}" for name in values)
        text = {name: str(value) for name, value in values.items()}
        found = self.ask("typed_rows", {"table": table, "tests": tests}, **text)
        return Rows(
            [self._raw_row(table, typed) for typed in found],
            ", ".join(f"{name} {value}" for name, value in text.items()),
        )

    def _raw_row(self, table: str, typed: Mapping[str, Any]) -> RawRow:
        (raw,) = self.ask("raw_row", {"table": table}, source_row=typed["source_row"])
        key = "|".join(str(typed[name]) for name in self.contract.keys[table])
        return RawRow(table, key, raw, typed)


def folder_of(export: Export) -> Path:
    """Where the models of a file are."""
    return ROOT / export_folder(export.facts)


def model_of(export: Export, step: str) -> str:
    """The name of a step of a file."""
    return f"int_{export.facts['collection']}__{export.facts['steps']}_{step}"


def key_names(export: Export) -> tuple[tuple[str, ...], ...]:
    """What the record key of a file is made of, as the model of its records says, or the models
    beside it: names without the relation that they come from, blank for what is no plain column. A
    model of several exports has several.
    """
    records = folder_of(export) / f"{model_of(export, 'records')}.sql"
    text = records.read_text(encoding="utf-8")
    key = "record_id" if "as record_id" in text else "record_key"
    found = keys_in(text, key)
    if not found:
        others = sorted(folder_of(export).glob("int_*.sql"))
        found = tuple(
            names for path in others for names in keys_in(path.read_text(encoding="utf-8"), key)
        )
    return tuple(dict.fromkeys(found))


@cache
def keys_in(text: str, key: str) -> tuple[tuple[str, ...], ...]:
    """What a model makes a key of."""
    found = [
        tuple(
            plain[1] if (plain := re.fullmatch(r"(?:\w+\.)?(\w+)", part)) else ""
            for part in re.findall(r"'([^']*)'", parts)
        )
        for parts in re.findall(rf"key_text\(\[([^\]]*)\]\)\s*\}}\}}\)?\s*as {key}\b", text)
    ]
    found += [(name,) for name in re.findall(rf"\w+\.(\w+) as {key}\b", text)]
    return tuple(names for names in found if any(name.endswith("_id") for name in names))


def parts_of(key: str) -> list[str]:
    """The parts of a key (definition D22): bars between them, a bar inside one escaped."""
    parts = re.split(r"(?<!\\)\|", key)
    if len(parts) == 1:
        return parts
    return [part.replace("\\|", "|").replace("\\\\", "\\") for part in parts]


class Lineage:
    """The raw rows behind one record."""

    def __init__(
        self, warehouse: Warehouse, export: Export, record_key: str, record: Mapping[str, Any],
        fields: Sequence[Mapping[str, Any]],
    ) -> None:  # fmt: skip
        self._warehouse = warehouse
        self._ids = self._ids_of(export, record_key, record, fields)
        self._rows: dict[str, Rows] = {}
        for name, value in self._ids.items():
            table = warehouse.contract.table_of(name)
            if table:
                self._add(table, warehouse.rows(table, **{name: value}))

    def _ids_of(
        self, export: Export, record_key: str, record: Mapping[str, Any],
        fields: Sequence[Mapping[str, Any]],
    ) -> dict[str, Any]:  # fmt: skip
        """The ids of raw rows in a record: the parts of its key, and columns named as a key that
        the file does not show; a column that it does show is the receiver's.
        """
        shown = {row["filled_by"] for row in fields}
        keys = {name for names in self._warehouse.contract.keys.values() for name in names}
        ids = {
            name: value
            for name, value in record.items()
            if name in keys and name.endswith("_id") and name not in shown and value is not None
        }
        parts = parts_of(record_key)
        made_of = [names for names in key_names(export) if len(names) == len(parts)]
        self.key_columns: set[str] = set()
        if len(made_of) == 1:
            for name, part in zip(made_of[0], parts, strict=True):
                if name.endswith("_id") and name in keys and part != "\\N":
                    ids.setdefault(name, part)
                    self.key_columns.add(name)
        return ids

    def _add(self, table: str, found: Rows) -> None:
        """Keep the rows of a table, and follow what a single one refers to."""
        before = self._rows.get(table)
        if before:
            known = {row.key for row in before.rows}
            new = [row for row in found.rows if row.key not in known]
            if not new:
                return
            found = Rows([*before.rows, *new], f"{before.found_by}; {found.found_by}")
        self._rows[table] = found
        for row in found.rows:
            if len(found.rows) > 2:  # a row that refers to another of its table, no more
                break
            for name, (there, key) in self._warehouse.contract.references[table].items():
                if row.typed.get(name) is not None:
                    followed = self._warehouse.rows(there, **{key: row.typed[name]})
                    self._add(there, Rows(followed.rows, f"{table}.{name} {row.typed[name]}"))

    def columns_of_single_rows(self) -> list[str]:
        """The raw columns of the rows that keys lead to, one of its table each."""
        return [
            f"{table}.{name}"
            for table, found in self._rows.items()
            if len(found.rows) == 1
            for name in found.rows[0].typed
            if name not in OF_A_LOAD
        ]

    def rows_of(self, table: str) -> Rows | None:
        """The rows of a table that the record may come from; None where no key leads there."""
        if table in self._rows:
            return self._rows[table]
        references = self._warehouse.contract.references.get(table)
        if references is None:
            return None
        ids = {name: self._ids[name] for name in references if name in self._ids}
        of_the_key = {name: value for name, value in ids.items() if name in self.key_columns}
        for wanted in (of_the_key, ids):
            if wanted:
                return self._warehouse.rows(table, **wanted)
        for name, (there, key) in references.items():
            if there in self._rows and len(self._rows[there].rows) == 1:
                value = self._rows[there].rows[0].typed[key]
                return self._warehouse.rows(table, **{name: value})
        return None
