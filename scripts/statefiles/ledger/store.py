"""The submission ledger: where it is and how statements are run on it.

The tables are made by the macro create_ledger. Statements stand in scripts/statefiles/ledger/sql.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from statefiles import common
from statefiles.common import UserError

# Comparing two files of millions of rows takes more than writing one; beyond this it uses the disk.
LIMITS = "set threads = 2; set memory_limit = '2GB'"
STATEMENTS = Path(__file__).with_name("sql")


@dataclass(frozen=True)
class Ledger:
    """An open ledger: the connection and the name of its schema there."""

    con: duckdb.DuckDBPyConnection
    name: str

    def make_room(self) -> None:
        """Take the memory that comparing whole files needs."""
        self.con.execute(LIMITS)

    def run(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """Run one statement; `{ledger}` in it is the schema."""
        return self.con.execute(sql.replace("{ledger}", self.name), values or None)

    def statement(self, name: str) -> str:
        """The text of sql/<name>.sql for this ledger."""
        text = (STATEMENTS / f"{name}.sql").read_text(encoding="utf-8")
        code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
        return code.replace("{ledger}", self.name)

    def script(self, name: str, **values: Any) -> Any:
        """Run the statements of sql/<name>.sql, each with the values it names."""
        result = None
        for statement in self.statement(name).split(";\n"):
            if statement.strip():
                named = set(re.findall(r"\$(\w+)", statement))
                result = self.run(statement, {k: v for k, v in values.items() if k in named})
        return result

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict]:
        """The rows of a query, each by column name."""
        cursor = self.run(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """One row into a table."""
        marks = ", ".join("?" * len(row))
        names = ", ".join(row)
        self.run(f"insert into {{ledger}}.{table} ({names}) values ({marks})", list(row.values()))

    def batch(self, batch_id: str) -> dict[str, Any]:
        """A batch by its name. Errors: UserError when there is none."""
        found = self.rows("select * from {ledger}.batches where batch_id = ?", [batch_id])
        if not found:
            raise UserError(f"There is no batch {batch_id!r}: see scripts/ledger.py list.")
        return found[0]

    def query_of(self, batch: Mapping[str, Any], content: str = "written") -> str:
        """The rows of a batch as a query: those of its files, or the `whole` the receiver holds.

        Errors: UserError when they were purged.
        """
        if batch["purged_at"]:
            raise UserError(
                f"The records of batch {batch['batch_id']} were purged on "
                f"{batch['purged_at']:%Y-%m-%d}; its counts are left."
            )
        series, number = batch[f"{content}_series"], batch[f"{content}_number"]
        return (
            f"(select texts.* from {self.name}.record_spans as spans "
            f"inner join {self.name}.record_texts as texts on spans.text_id = texts.text_id "
            f"where spans.series = '{series}' and spans.first_number <= {number} "
            f"and coalesce(spans.last_number, {number}) >= {number})"
        )


def now() -> datetime:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@contextmanager
def opened(warehouse: Path, read_only: bool = False, own: str | None = None) -> Iterator[Ledger]:
    """The ledger of a warehouse, in it or in a file of its own (`own`, else the LEDGER variable).

    Errors: UserError when there is none, or when both places hold batches.
    """
    file = common.ledger_path(own)
    if file and not file.exists():
        raise UserError(
            f"There is no ledger {file.name}: run dbt build with LEDGER set to make an empty one, "
            "or bring the one of the warehouse there with scripts/ledger.py backup."
        )
    with common.connect(warehouse, read_only) as con:
        if file:
            attach(con, file, read_only)
        else:
            refuse_forgotten_file(con)
        ledger = Ledger(con, "ledger_file.ledger" if file else "ledger")
        try:
            ledger.run("select 1 from {ledger}.batches limit 1")
        except duckdb.CatalogException:
            raise UserError(
                "There is no ledger here, or one of an earlier form: run dbt build first."
            ) from None
        if file:
            refuse_two_histories(ledger, file)
        yield ledger


def attach(con: duckdb.DuckDBPyConnection, file: Path, read_only: bool) -> None:
    """Open the file of the ledger beside the warehouse."""
    try:
        con.execute(
            f"attach {common.literal(file)} as ledger_file {'(read_only)' if read_only else ''}"
        )
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise UserError(
                f"The ledger {file.name} is in use by {common.holder_of(str(error))}; "
                "wait until it has ended and run this again."
            ) from error
        raise UserError(f"The ledger {file} cannot be opened; check the path.") from error


def refuse_forgotten_file(con: duckdb.DuckDBPyConnection) -> None:
    """A warehouse whose ledger is in a file of its own must not begin a second one."""
    try:
        row = con.execute("select ledger_file from ledger.kept_in").fetchone()
    except duckdb.CatalogException:
        return
    if row:
        raise UserError(
            f"The ledger of this warehouse is kept in {row[0]}: set LEDGER to that file."
        )


def refuse_two_histories(ledger: Ledger, file: Path) -> None:
    """A new, empty ledger file must not hide the batches that stand in the warehouse."""
    try:
        row = ledger.con.execute("select count(*) from ledger.batches").fetchone()
    except duckdb.CatalogException:
        return
    held = row[0] if row else 0
    known = ledger.run("select count(*) from {ledger}.batches").fetchone()[0]
    if held and not known:
        raise UserError(
            f"The warehouse holds {held} batches and {file.name} none: remove that file and the "
            "table ledger.kept_in, write the file with scripts/ledger.py backup, set LEDGER again."
        )
