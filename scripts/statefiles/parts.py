"""Files that are whole or not there: written under a passing name, then given their own.

A part is `.<name>.<token>.part` beside its file, for the owner alone. Each run has a token of its
own and holds the lock `.<token>.run` in each folder while it has parts there, so another run takes
away those of dead runs only.
"""

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

TOKEN = secrets.token_hex(8)
PART = re.compile(r"\.(.+)\.([0-9a-f]{16})\.part(\.wal)?")
RUN = re.compile(r"\.([0-9a-f]{16})\.run")
_locks: dict[Path, FileLock] = {}  # of the folders in which this run has parts
_paths: set[Path] = set()  # the files that they are to become


def part_of(path: Path) -> Path:
    """The name under which this run writes a file until it is complete."""
    return path.with_name(f".{path.name}.{TOKEN}.part")


def lock_of(folder: Path, token: str) -> FileLock:
    """The lock of a run on its parts in a folder."""
    return FileLock(folder / f".{token}.run", mode=0o600)


def begin(path: Path, make: Callable[[Path], None] | None = None) -> Path:
    """Make the part of a file, empty unless `make` writes it; what dead runs left in its folder
    goes.
    """
    folder, part = path.parent, part_of(path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    drop(path)
    if folder not in _locks:
        _locks[folder] = lock_of(folder, TOKEN).acquire().lock
    _paths.add(path)
    clear(folder)
    if make:
        make(part)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    return part


def drop(path: Path) -> None:
    """Take away the part of a file, if this run has one, and with its last part the lock."""
    for part in (part_of(path), part_of(path).with_name(f"{part_of(path).name}.wal")):
        part.unlink(missing_ok=True)
    _paths.discard(path)
    if path.parent in _locks and not any(other.parent == path.parent for other in _paths):
        release(_locks.pop(path.parent))


def release(lock: FileLock) -> None:
    """Give up the lock of a run that has no parts any more, or has ended; its file goes."""
    with suppress(OSError):  # where files in use stay, the lock takes it away
        os.unlink(lock.lock_file)
    lock.release()


def publish(path: Path) -> None:
    """Give a complete file its name, and see that the disk knows."""
    os.replace(part_of(path), path)
    drop(path)
    if os.name == "posix":  # elsewhere a folder is no file that could be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def staged_write(path: Path, make: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """A file for the owner alone to write in the place of `path`; `place` gives it the name.

    After an error nothing is left of it; the old file stays, whole.
    """
    part = begin(path, make)
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.chmod(0o600)
    except BaseException:
        drop(path)
        raise


@contextmanager
def atomic_write(path: Path, make: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """A file to write that takes the name of `path` when it is complete.

    After an error or a kill the old file is still there, whole.
    """
    with staged_write(path, make) as part:
        yield part
    publish(path)


def clear(folder: Path) -> list[str]:
    """Remove the parts of dead runs from a folder; the names of the files they were to become.

    Links are not followed, and the parts of runs that live are left.
    """
    names: dict[str, dict[str, str]] = {}  # of each run its parts, and what they were to become
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_file(follow_symlinks=False):
            if part := PART.fullmatch(entry.name):
                names.setdefault(part[2], {})[entry.path] = "" if part[3] else part[1]
            elif run := RUN.fullmatch(entry.name):
                names.setdefault(run[1], {})
    found = []
    for token in names.keys() - {TOKEN}:
        lock = lock_of(folder, token)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):  # its run lives, or is of another user
            continue
        for path, name in names[token].items():
            with suppress(OSError):
                os.unlink(path)
                found += [name] if name else []
        release(lock)
    return sorted(found)


def clear_below(out: Path) -> list[str]:
    """Remove the parts of dead runs from a folder of exports; a sentence for each."""
    messages = []
    for base in (out, out / "preview"):
        if not base.is_dir():
            continue
        folders = [e.path for e in os.scandir(base) if e.is_dir(follow_symlinks=False)]
        for folder in (base, *sorted(map(Path, folders))):
            if folder != out / "preview" or base != out:
                messages += [
                    f"Removed an unfinished {name} of a run that was stopped: no batch holds it."
                    for name in clear(folder)
                ]
    return messages
