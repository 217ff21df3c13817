"""What the command-line programs share: paths, the warehouse and plain error messages.

Errors: `UserError` carries one sentence for the user; `exit_code` prints it and gives 2.
"""

import csv
import fcntl
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


def seed(name: str) -> list[dict[str, str]]:
    """The rows of one seed, every value text; `name` has its folder: layouts/exports."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class UserError(Exception):
    """A mistake the user can correct. The text is one sentence that says what to do."""


def warehouse_path(given: str | None = None) -> Path:
    """The DuckDB file: the argument, else the WAREHOUSE variable, else warehouse.duckdb."""
    chosen = Path(given or os.environ.get("WAREHOUSE") or ROOT / "warehouse.duckdb")
    return chosen if chosen.is_absolute() else Path.cwd() / chosen


def ledger_path(given: str | None = None) -> Path | None:
    """The file of the ledger: the argument, else the LEDGER variable; None: in the warehouse."""
    chosen = given or os.environ.get("LEDGER")
    return Path(chosen).absolute() if chosen else None


def literal(value: object) -> str:
    """A text or path as a SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def holder_of(message: str) -> str:
    """Who holds a file, from what the database says of its lock."""
    found = re.search(r"held in (\S+) \(PID (\d+)\)", message)
    return "another program" + (f" ({Path(found[1]).name}, process {found[2]})" if found else "")


@contextmanager
def held(warehouse: Path, program: str) -> Iterator[None]:
    """Keep other runs of the programs away from a warehouse; UserError names the one that has it.

    The lock goes with the process, however that ends; the file beside the warehouse stays.
    """
    path = warehouse.with_name(f"{warehouse.name}.lock")
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"The warehouse {warehouse.name} is in use by {lock.read().strip()}; "
                "wait until it has ended and run this again."
            ) from None
        lock.truncate(0)
        lock.write(f"{program} (process {os.getpid()})")
        lock.flush()
        yield


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open the warehouse; a file that another program holds or that is damaged is a UserError."""
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise UserError(
                f"The warehouse {path.name} is in use by {holder_of(str(error))}; "
                "close it there and run this again."
            ) from error
        raise UserError(
            f"The warehouse {path} cannot be opened; check the path and that it is a DuckDB file."
        ) from error


def part_of(path: Path) -> Path:
    """The name under which a file is written until it is complete."""
    return path.with_name(f".{path.name}.part")


def place(path: Path) -> None:
    """Give a complete file its name, and see that the disk knows."""
    os.replace(part_of(path), path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def completing(path: Path) -> Iterator[Path]:
    """A file for the owner alone to write in the place of `path`; `place` gives it the name.

    After an error nothing is left of it; the old file stays, whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = part_of(path)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.chmod(0o600)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write that takes the name of `path` when it is complete.

    After an error or a kill the old file is still there, whole.
    """
    with completing(path) as part:
        yield part
    place(path)


def exit_code(main: Callable[[Sequence[str] | None], int], argv: Sequence[str] | None) -> int:
    """Run a program: a UserError becomes one line on stderr and exit code 2, never a traceback."""
    old = os.umask(0o077)
    try:
        return main(argv)
    except UserError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, RuntimeError) as stop:
        # DuckDB turns Ctrl-C during a query into RuntimeError("Query interrupted").
        if isinstance(stop, RuntimeError) and "interrupted" not in str(stop):
            raise
        print("Stopped.", file=sys.stderr)
        return 2
    finally:
        os.umask(old)
