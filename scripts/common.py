"""What the command-line programs share: paths, the warehouse and plain error messages.

Errors: `UserError` carries one sentence for the user; `guarded` prints it and exits with 2.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"


class UserError(Exception):
    """A mistake the user can correct. The text is one sentence that says what to do."""


def warehouse_path(given: str | None = None) -> Path:
    """The DuckDB file: the argument, else the WAREHOUSE variable, else warehouse.duckdb."""
    chosen = Path(given or os.environ.get("WAREHOUSE") or ROOT / "warehouse.duckdb")
    return chosen if chosen.is_absolute() else Path.cwd() / chosen


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open the warehouse; a file that another program holds or that is damaged is a UserError."""
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise UserError(
                f"The warehouse {path.name} is in use by another program; "
                "close it there and run this again."
            ) from error
        raise UserError(
            f"The warehouse {path} cannot be opened; check the path and that it is a DuckDB file."
        ) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file for the owner alone to write in the place of `path`; it takes the name when complete.

    After an error or a kill the old file is still there, whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.chmod(0o600)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def guarded(main: Callable[[Sequence[str] | None], int]) -> None:
    """Run a program: a UserError becomes one line on stderr and exit code 2, never a traceback."""
    os.umask(0o077)
    try:
        code = main(None)
    except UserError as error:
        print(f"Error: {error}", file=sys.stderr)
        code = 2
    except (KeyboardInterrupt, RuntimeError) as stop:
        # DuckDB turns Ctrl-C during a query into RuntimeError("Query interrupted").
        if isinstance(stop, RuntimeError) and "interrupted" not in str(stop):
            raise
        print("Stopped.", file=sys.stderr)
        code = 2
    sys.exit(code)
