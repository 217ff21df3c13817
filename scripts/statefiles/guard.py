"""The guard around every program: what stops it becomes one sentence and exit code 2.

A signal ends a run with all it has started. What must not be cut in two (a commit and what is said
of it) runs in `uncut`; what was done is reported when a later step is stopped.
"""

import errno
import os
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

import duckdb

from statefiles import machine
from statefiles.common import ROOT, UserError, holder_of

DAMAGED = (duckdb.FatalException, duckdb.SerializationException, duckdb.IOException)
# Python tells of locks of dbt that a process took with it when it was killed; nothing is lost.
sys.warnoptions.append("ignore:resource_tracker:UserWarning")
SIGNALS = (signal.SIGINT, signal.SIGTERM)
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", None))  # no space on the disk, or for the user


class _State:
    """Of the running program: what it has done, and how a signal finds it."""

    done: list[str]
    uncut: int
    is_stopped: bool
    at_once: list[Path] | None  # what to remove before the process ends with all its threads

    def __init__(self) -> None:
        self.done, self.uncut, self.is_stopped, self.at_once = [], 0, False, None


state = _State()


def stop(number: int, frame: FrameType | None) -> None:
    """A signal has come. In `uncut` it waits; where threads are at work the process ends."""
    if state.uncut:
        state.is_stopped = True
    elif state.at_once is not None:
        for folder in state.at_once:
            shutil.rmtree(folder, ignore_errors=True)
        cursor = "\x1b[?25h" if sys.stderr.isatty() else ""  # a spinner has hidden it
        os.write(2, f"{cursor}{stopped()}\n".encode(errors="replace"))
        os._exit(2)
    else:
        raise KeyboardInterrupt


@contextmanager
def uncut(done: str = "", is_last: bool = False) -> Iterator[None]:
    """No signal cuts what runs inside; afterwards `done` is true, and a signal that has come
    counts, unless this was the last that the program had to do.
    """
    state.uncut += 1
    try:
        yield
        if done:
            state.done.append(done)
        if is_last:
            state.uncut += 1  # to the end of the program
    finally:
        state.uncut -= 1
    if state.is_stopped and not state.uncut:
        raise KeyboardInterrupt


@contextmanager
def ended_at_once(*folders: Path) -> Iterator[None]:
    """A signal ends the process with all its threads; folders of the work are removed before."""
    before, state.at_once = state.at_once, [*folders]
    try:
        yield
    finally:
        state.at_once = before


def stopped() -> str:
    """What is said of a run that was stopped."""
    return " ".join(["Stopped.", *(f"Done before: {what}." for what in state.done)])


def exit_code(main: Callable[[Sequence[str] | None], int], argv: Sequence[str] | None) -> int:
    """Run a program. What stops it becomes one sentence on stderr and exit code 2, never a
    traceback; where it was goes to logs/statefiles.log, without the values of messages.
    """
    old = os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name beyond what the terminal can show
            stream.reconfigure(errors="backslashreplace")
    with _signals():
        try:
            try:
                return main(argv)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 2
        except (UserError, OSError, duckdb.Error, MemoryError) as error:
            print(f"Error: {shown(sentence_of(error))}", file=sys.stderr)
            for sentence in getattr(error, "details", ()):
                print(f"- {shown(sentence)}", file=sys.stderr)
            return 2
        except (KeyboardInterrupt, RuntimeError) as error:
            # DuckDB turns Ctrl-C during a query into RuntimeError("Query interrupted").
            if isinstance(error, RuntimeError) and "interrupted" not in str(error):
                raise
            print(stopped(), file=sys.stderr)
            return 2
        finally:
            os.umask(old)


@contextmanager
def _signals() -> Iterator[None]:
    """The signals of a program, and those of before afterwards."""
    global state
    before, state = state, _State()
    is_main = threading.current_thread() is threading.main_thread()
    old = {number: signal.signal(number, stop) for number in SIGNALS} if is_main else {}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
        state = before


def shown(text: str) -> str:
    """A sentence for the terminal: control characters of names are shown, not obeyed."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def sentence_of(error: Exception) -> str:
    """One sentence with the cause and what to do next."""
    if isinstance(error, UserError):
        return str(error)
    details = f" (details in {keep_traceback(error)})."
    text = str(error)
    if isinstance(error, OSError):
        name = f" {error.filename}" if error.filename else ""
        if error.errno in FULL or "No space left" in text:
            return f"The disk is full{' at' + name if name else ''}: make room and run this again."
        if isinstance(error, FileNotFoundError) and name:
            return f"There is no{name}: check the path."
        return f"The system refuses{name or ' the work'}: {error.strerror or text}" + details
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return (
            f"The memory is not enough, of which the database may take {machine.memory_limit()}: "
            "close other programs, take a larger machine, or set WAREHOUSE_MEMORY to more" + details
        )
    if "No space left" in text:
        return "The disk is full: make room and run this again."
    if "Read-only file system" in text or "Permission denied" in text:
        return "The warehouse cannot be written: check its folder and permissions" + details
    if "lock" in text and isinstance(error, duckdb.IOException):
        return f"The warehouse is in use by {holder_of(text)}; close it there and run this again."
    if isinstance(error, DAMAGED):
        return (
            "The warehouse is damaged or cannot be read: take it from a backup, or load and build "
            "a new one; keep its ledger with scripts/ledger.py backup when that still works"
            + details
        )
    if isinstance(error, duckdb.CatalogException):
        return "The warehouse lacks something that a build makes: run scripts/build.py" + details
    return f"The database stopped with {type(error).__name__}" + details


def keep_traceback(error: Exception) -> str:
    """Note where a program was stopped, without the message, which may hold values; the file."""
    path = ROOT / "logs" / "statefiles.log"
    lines = traceback.format_tb(error.__traceback__)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {type(error).__name__}\n")
            log.writelines(lines)
    return str(path)
