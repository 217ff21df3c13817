"""What the command-line programs share: paths, seeds, the warehouse and who may use it.

Errors: `UserError` carries one sentence for the user; the guard prints it, see guard.py.
"""

import csv
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
from filelock import FileLock, Timeout

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
FEW = 10  # names that a sentence shows whole
T = TypeVar("T")


def seed(name: str) -> list[dict[str, str]]:
    """The rows of one seed, every value text; `name` has its folder: layouts/exports."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def export_folder(facts: Mapping[str, str]) -> str:
    """Where the models of an export are, which files that share their steps have in common."""
    return f"models/exports/{facts['collection']}/{facts['steps']}"


class UserError(Exception):
    """A mistake the user can correct. The text is one sentence that says what to do."""

    details: Sequence[str] = ()  # what it says of each, when the sentence is of several


def nearest(name: str, names: Iterable[str]) -> str:
    """Of names, the one that was probably meant; blank when none is like it."""
    return next(iter(get_close_matches(name.lower(), [*names], 1)), "")


def unknown(opening: str, name: str, names: Collection[str]) -> UserError:
    """The sentence for a name that there is not: of many names with one that is like it, else with
    all.
    """
    near = nearest(name, names) if len(names) > FEW else ""
    hint = f"write {near} if that is meant" if near else f"write one of {', '.join(names)}"
    return UserError(f"{opening} {name!r}: {hint}.")


def refuse_all(faults: Sequence[UserError], where: str) -> None:
    """Refuse what has faults: a single one by its own sentence, several as a list."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        error = UserError(f"{where} has {len(faults)} faults; correct them and run this again:")
        error.details = [str(fault) for fault in faults]
        raise error


def refuse_blank(option: str, given: str | None) -> None:
    """An empty path is a shell variable that is not set, not the folder of today."""
    if given is not None and not given.strip():
        raise UserError(f"{option} is empty: write a value, or leave the option out.")


def folder_of(given: str) -> Path:
    """A folder of the command line."""
    refuse_blank("The folder", given)
    return Path(given)


def file_of(given: str) -> Path:
    """A file of the command line."""
    refuse_blank("The file", given)
    return Path(given)


def warehouse_path(given: str | None = None) -> Path:
    """The DuckDB file: the argument, else the WAREHOUSE variable, else warehouse.duckdb. A relative
    argument is in the folder of today, a relative variable in that of the project, as for dbt.
    """
    refuse_blank("--warehouse", given)
    if given:
        return Path(given).absolute()
    return ROOT / (os.environ.get("WAREHOUSE") or "warehouse.duckdb")


def ledger_path(given: str | None = None) -> Path | None:
    """The file of the ledger: the argument, else the LEDGER variable; None: in the warehouse."""
    refuse_blank("--ledger", given)
    if given:
        return Path(given).absolute()
    chosen = os.environ.get("LEDGER")
    return ROOT / chosen if chosen else None


def refuse_special(path: Path) -> None:
    """A named pipe or a device is no file: reading it may never end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UserError(f"{path} is no regular file: name a file.")


def literal(value: object) -> str:
    """A text or path as a SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def holder_of(message: str) -> str:
    """Who holds a file, from what the database says of its lock."""
    found = re.search(r"held in (\S+) \(PID (\d+)\)", message)
    return "another program" + (f" ({Path(found[1]).name}, process {found[2]})" if found else "")


@contextmanager
def exclusive_lock(warehouse: Path, program: str, patience: float = 0) -> Iterator[None]:
    """Keep other runs of the programs away from a warehouse; UserError names the one that has it,
    after so many seconds of waiting.

    The lock goes with the process, however that ends; the file beside the warehouse stays.
    """
    from statefiles import machine  # which imports this module

    refuse_special(warehouse)
    path = warehouse.with_name(f"{warehouse.name}.lock")

    def leave_name(descriptor: int) -> None:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f" {program} (process {os.getpid()})".encode())

    try:
        lock = FileLock(path, mode=0o600, on_acquired=leave_name).acquire(timeout=patience)
    except Timeout:
        with path.open("rb", buffering=0) as held:
            held.seek(1)  # the first byte is what is locked, and on Windows nobody reads it
            holder = held.read().decode(errors="replace")
        raise UserError(
            f"The warehouse {warehouse.name} is in use by {holder}; "
            "wait until it has ended and run this again."
        ) from None
    with lock:
        if warehouse.exists() and machine.spill_folder(warehouse).is_dir():
            with connect(warehouse):  # nobody else has it, dbt by hand included
                machine.clear_spill(warehouse)
        try:
            yield
        finally:
            if not warehouse.exists():  # nothing has come of it
                with suppress(OSError):
                    path.unlink(missing_ok=True)


@dataclass
class Kept:
    """A warehouse that stays open, once it is opened, for many sessions, and what was found in it
    that only another program changes.
    """

    read_only: bool
    con: duckdb.DuckDBPyConnection | None = None
    found: dict[str, Any] = field(default_factory=dict)

    def release(self) -> None:
        """Close it until the next session."""
        if self.con:
            self.con.close()
            self.con = None
        self.found.clear()


KEPT: dict[Path, Kept] = {}


@contextmanager
def kept_open(warehouse: Path, read_only: bool = False) -> Iterator[None]:
    """Let connect give sessions of one open database: opening the file anew for each step takes
    longer than many steps. For who has the warehouse alone.
    """
    KEPT[warehouse] = Kept(read_only)
    try:
        yield
    finally:
        KEPT.pop(warehouse).release()


def release(warehouse: Path) -> None:
    """Close a warehouse that is kept open, for a program that opens the file by itself: dbt."""
    if kept := KEPT.get(warehouse):
        kept.release()


def found_once(warehouse: Path, name: str, find: Callable[[], T]) -> T:
    """What `find` gives; while the warehouse is kept open it is looked for once."""
    kept = KEPT.get(warehouse)
    if not kept:
        return find()
    if name not in kept.found:
        kept.found[name] = find()
    return cast(T, kept.found[name])


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A session of the warehouse, as `warehouse` whatever its file is called; a file that another
    program holds or that is damaged is a UserError.
    """
    from statefiles import machine  # which imports this module

    kept = KEPT.get(path)
    if not kept:
        return opened(path, read_only)
    if not kept.con:
        kept.con = opened(path, kept.read_only)
    con = kept.con.cursor()
    machine.reset_limits(con)
    con.execute("use warehouse")
    return con


def opened(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """The warehouse in a database of its own."""
    from statefiles import machine  # which imports this module

    con = duckdb.connect()
    try:
        machine.set_limits(con, path)
        con.execute(f"attach {literal(path)} as warehouse {'(read_only)' if read_only else ''}")
        con.execute("use warehouse")
        return con
    except BaseException as error:
        con.close()
        if not isinstance(error, duckdb.IOException):
            raise
        if "lock" in str(error).lower():
            raise UserError(
                f"The warehouse {path.name} is in use by {holder_of(str(error))}; "
                "close it there and run this again."
            ) from error
        raise UserError(
            f"The warehouse {path} cannot be opened; check the path and that it is a DuckDB file."
        ) from error
