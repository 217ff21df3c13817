"""The submission ledger: where it is and how statements are run on it.

The tables are made by the macro create_ledger. Statements stand in scripts/statefiles/ledger/sql.
"""

import getpass
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from statefiles import common, guard, machine
from statefiles.common import UserError
from statefiles.ledger import identity

# Comparing two files of millions of rows takes more than writing one; beyond this it uses the disk.
MOST_MEMORY = "2GB"
STATEMENTS = Path(__file__).with_name("sql")


@dataclass(frozen=True)
class Ledger:
    """An open ledger: the connection and the name of its schema there."""

    con: duckdb.DuckDBPyConnection
    name: str

    def make_room(self) -> None:
        """Take the memory that comparing whole files needs."""
        limit = machine.at_most(MOST_MEMORY)
        self.con.execute(f"set threads = 2; set memory_limit = '{limit}'")

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

    @contextmanager
    def transaction(self, done: str) -> Iterator[None]:
        """All that runs inside, or nothing. Once it is committed the command is done."""
        self.run("begin transaction")
        try:
            yield
        except BaseException:
            self.run("rollback")
            raise
        with guard.uncut(done, is_last=True):
            self.run("commit")

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


def user_name() -> str:
    """Who runs the program, as far as the system knows."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # a container's user without a name
        return "unknown"


def now() -> datetime:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@contextmanager
def opened(warehouse: Path, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger of a warehouse, in it or in the file that the LEDGER variable names.

    Errors: UserError when there is none, or another than that of the warehouse.
    """
    file = common.ledger_path()
    with common.connect(warehouse, read_only) as con:
        if file and not file.exists() and not identity.known(con):
            raise UserError(
                f"There is no ledger {file.name}: run dbt build with LEDGER set to make an empty "
                "one, or bring that of the warehouse there with scripts/ledger.py backup."
            )
        identity.attach(con, read_only)
        ledger = Ledger(con, identity.OWN if file else "ledger")
        try:
            ledger.run("select batch_number, lea_code from {ledger}.batches limit 1")
            ledger.run("select replaced_sha256 from {ledger}.batch_files limit 1")
        except (duckdb.CatalogException, duckdb.BinderException):
            raise UserError(
                "There is no ledger here, or one of an earlier form: run dbt build first."
            ) from None
        yield ledger
        if not read_only:
            identity.remember(con)
