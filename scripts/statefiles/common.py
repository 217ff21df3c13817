"""What the command-line programs share: paths, the warehouse and plain error messages.

Errors: `UserError` carries one sentence for the user; `exit_code` prints it and gives 2.
"""

import csv
import errno
import fcntl
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

import duckdb

DAMAGED = (duckdb.FatalException, duckdb.SerializationException, duckdb.IOException)
ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


def seed(name: str) -> list[dict[str, str]]:
    """The rows of one seed, every value text; `name` has its folder: layouts/exports."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class UserError(Exception):
    """A mistake the user can correct. The text is one sentence that says what to do."""


def refuse_blank(option: str, given: str | None) -> None:
    """An empty path is a shell variable that is not set, not the folder of today."""
    if given is not None and not given.strip():
        raise UserError(f"{option} is empty: write its name, or leave the option out.")


def folder_of(given: str) -> Path:
    """A folder of the command line."""
    refuse_blank("The folder", given)
    return Path(given)


def warehouse_path(given: str | None = None) -> Path:
    """The DuckDB file: the argument, else the WAREHOUSE variable, else warehouse.duckdb."""
    refuse_blank("--warehouse", given)
    chosen = Path(given or os.environ.get("WAREHOUSE") or ROOT / "warehouse.duckdb")
    return chosen if chosen.is_absolute() else Path.cwd() / chosen


def ledger_path(given: str | None = None) -> Path | None:
    """The file of the ledger: the argument, else the LEDGER variable; None: in the warehouse."""
    refuse_blank("--ledger", given)
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
        try:
            yield
        finally:
            if not warehouse.exists():  # nothing has come of it
                path.unlink(missing_ok=True)


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
    """Run a program. What stops it becomes one sentence on stderr and exit code 2, never a
    traceback; where it was goes to logs/statefiles.log, without the values of messages.
    """
    old = os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name beyond what the terminal can show
            stream.reconfigure(errors="backslashreplace")
    try:
        return main(argv)
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except (UserError, OSError, duckdb.Error, MemoryError) as error:
        print(f"Error: {sentence_of(error)}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, RuntimeError) as stop:
        # DuckDB turns Ctrl-C during a query into RuntimeError("Query interrupted").
        if isinstance(stop, RuntimeError) and "interrupted" not in str(stop):
            raise
        print("Stopped.", file=sys.stderr)
        return 2
    finally:
        os.umask(old)


def sentence_of(error: Exception) -> str:
    """One sentence with the cause and what to do next."""
    if isinstance(error, UserError):
        return str(error)
    told = f" (details in {keep_traceback(error)})."
    text = str(error)
    if isinstance(error, OSError):
        name = f" {error.filename}" if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in text:
            return f"The disk is full{' at' + name if name else ''}: make room and run this again."
        return f"The system refuses{name or ' the work'}: {error.strerror or text}" + told
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return "The memory is not enough: close other programs or take a larger machine" + told
    if "No space left" in text:
        return "The disk is full: make room and run this again."
    if "Read-only file system" in text or "Permission denied" in text:
        return "The warehouse cannot be written: check its folder and permissions" + told
    if isinstance(error, DAMAGED):
        return (
            "The warehouse is damaged or cannot be read: take it from a backup, or load and build "
            "a new one; keep its ledger with scripts/ledger.py backup when that still works" + told
        )
    if isinstance(error, duckdb.CatalogException):
        return "The warehouse lacks something that a build makes: run scripts/build.py" + told
    return f"The database stopped with {type(error).__name__}" + told


def keep_traceback(error: Exception) -> str:
    """Note where a program was stopped, without the message, which may hold values; the file."""
    path = ROOT / "logs" / "statefiles.log"
    lines = traceback.format_tb(error.__traceback__)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {type(error).__name__}\n")
            log.writelines(lines)
    return f"logs/{path.name}"
