"""Which ledger a warehouse has: it knows the identity of the one in a file of its own, and how far
that had come, so that a lost, older or other file begins no second history in silence.

`ledger.kept_in` of the warehouse has the file, the identity and the number of steps of all batches;
steps are only ever added.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

from statefiles import common
from statefiles.common import UserError

OWN = "ledger_file.ledger"
IN_WAREHOUSE = "warehouse.ledger"
ADOPT = "scripts/ledger.py adopt --ledger"


@dataclass(frozen=True)
class State:
    """A ledger as it stands, or as it was seen last: file, identity, batches, steps."""

    file: str = ""
    ledger_id: str = ""
    batches: int = 0
    steps: int = 0


def seen(con: duckdb.DuckDBPyConnection, name: str) -> State | None:
    """The ledger in a schema; None where there is none, or one without an identity."""
    try:
        row = con.execute(
            f"select (select ledger_id from {name}.identity), "
            f"(select count(*) from {name}.batches), (select count(*) from {name}.batch_steps)"
        ).fetchone()
    except duckdb.CatalogException:
        return None
    return State("", *row) if row and row[0] else None


def known(con: duckdb.DuckDBPyConnection) -> State | None:
    """The ledger file that the warehouse remembers; none while that holds nothing."""
    try:
        row = con.execute(
            "select ledger_file, ledger_id, batches, steps from warehouse.ledger.kept_in"
        ).fetchone()
    except duckdb.CatalogException:
        return None
    except duckdb.BinderException:  # written before ledgers had an identity
        row = con.execute("select ledger_file, '', 1, 0 from warehouse.ledger.kept_in").fetchone()
    return State(*row) if row and row[2] else None


def attach(con: duckdb.DuckDBPyConnection, read_only: bool = False) -> None:
    """Open the ledger's file beside the warehouse, when the LEDGER variable names one.

    Errors: UserError for another ledger than that of the warehouse; nothing is changed then.
    """
    file, expected = common.ledger_path(), known(con)
    if not file:
        if expected:
            raise UserError(
                f"The ledger of this warehouse is kept in {expected.file}: set LEDGER to that file "
                "(or go back to the one inside the warehouse with scripts/ledger.py adopt)."
            )
        return
    inside = seen(con, IN_WAREHOUSE)
    if not file.exists():
        refuse_new(file, expected, inside)
        if read_only:
            return
    open_file(con, file, read_only)
    try:
        refuse_other(file, seen(con, OWN), expected, inside)
    except UserError:
        con.execute("detach ledger_file")
        raise


def check(warehouse: Path) -> None:
    """Refuse another ledger before anything is done with the warehouse; tell of an empty one."""
    file = common.ledger_path()
    with common.connect(warehouse, read_only=True) as con:
        attach(con, read_only=True)
    if file and not file.exists():
        print(f"An empty ledger begins in {file}.", file=sys.stderr)


def open_file(con: duckdb.DuckDBPyConnection, file: Path, read_only: bool = False) -> None:
    """Attach the file as ledger_file, in place of what an earlier session has attached."""
    common.refuse_special(file)
    try:
        con.execute("detach database if exists ledger_file")
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


def refuse_new(file: Path, expected: State | None, inside: State | None) -> None:
    """An empty ledger must not begin where there is a history already."""
    if expected:
        raise UserError(
            f"There is no ledger {file}, but this warehouse knows one of {expected.batches} "
            f"batches, last in {expected.file}: bring that file back, or begin an empty ledger "
            f"with {ADOPT} {file}."
        )
    if inside and inside.batches:
        raise UserError(
            f"The warehouse holds {inside.batches} batches and {file.name} none: leave LEDGER and "
            f"--ledger out, or write the file with scripts/ledger.py backup {file} first."
        )


def refuse_other(
    file: Path, found: State | None, expected: State | None, inside: State | None
) -> None:
    """The file must be the ledger that the warehouse knows, not older; or the first it has."""
    if expected and expected.ledger_id:
        if not found or found.ledger_id != expected.ledger_id:
            raise UserError(
                f"{file.name} is not the ledger of this warehouse, which was last in "
                f"{expected.file}: name that one, or take this one with {ADOPT} {file}."
            )
        if found.steps < expected.steps:
            raise UserError(
                f"{file.name} is older than the ledger this warehouse knows ({found.batches} "
                f"batches, not {expected.batches}, or fewer steps of them): bring the latest back, "
                f"or go on with this one with {ADOPT} {file}."
            )
    elif not expected and inside and inside.batches:
        if not found or not found.batches:
            refuse_new(file, None, inside)
        elif found.ledger_id != inside.ledger_id or found.steps < inside.steps:
            raise UserError(
                f"{file.name} is not the ledger of this warehouse, which holds {inside.batches} "
                "batches itself: leave LEDGER and --ledger out, or take this one with "
                f"{ADOPT} {file}."
            )


def remember(con: duckdb.DuckDBPyConnection) -> None:
    """The warehouse keeps in mind which ledger file it has, and how far that has come."""
    file, found = common.ledger_path(), seen(con, OWN)
    if file and found:
        con.execute(
            "create or replace table warehouse.ledger.kept_in as select $1 as ledger_file, "
            "$2 as ledger_id, cast($3 as bigint) as batches, cast($4 as bigint) as steps",
            [str(file), found.ledger_id, found.batches, found.steps],
        )


def adopt(warehouse: Path) -> str:
    """Take the ledger that LEDGER names, or the one in the warehouse, for that of the warehouse,
    whatever it has known; what was done.
    """
    file = common.ledger_path()
    with common.connect(warehouse) as con:
        con.execute("create schema if not exists warehouse.ledger")
        con.execute("drop table if exists warehouse.ledger.kept_in")
        if not file:
            found = seen(con, IN_WAREHOUSE) or State()
            return f"The ledger is inside the warehouse, with {found.batches} batches."
        if not file.exists():
            return f"The next build begins an empty ledger in {file}."
        open_file(con, file)
        there = seen(con, OWN)
        if not there:
            raise UserError(f"{file.name} holds no ledger: name another file.")
        remember(con)
        return f"The ledger is {file}, with {there.batches} batches."
