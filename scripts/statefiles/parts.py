"""Files that are whole or not there: written under a passing name, then given their own.

A part is `.<name>.<token>.part` beside its file, for the owner alone. Each run has a token of its
own and holds a lock on its parts while it lives, so another run takes away those of dead runs only.
"""

import fcntl
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TOKEN = secrets.token_hex(8)
PART = re.compile(r"\.(.+)\.[0-9a-f]{16}\.part(\.wal)?")
_locks: dict[Path, int] = {}  # the descriptors that hold the locks of this run's parts


def part_of(path: Path) -> Path:
    """The name under which this run writes a file until it is complete."""
    return path.with_name(f".{path.name}.{TOKEN}.part")


def begin(path: Path, make: Callable[[Path], None] | None = None) -> Path:
    """Make the part of a file, locked, and empty unless `make` writes it; what dead runs left in
    its folder goes.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    drop(path)
    clear(path.parent)
    part = part_of(path)
    while True:
        if make:
            make(part)
        number = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        fcntl.flock(number, fcntl.LOCK_EX)
        # Between the two calls another run may have taken it for that of a dead one.
        if part.exists() and os.path.samestat(part.stat(), os.fstat(number)):
            _locks[path] = number
            return part
        os.close(number)


def drop(path: Path) -> None:
    """Take away the part of a file, if this run has one."""
    for part in (part_of(path), part_of(path).with_name(f"{part_of(path).name}.wal")):
        part.unlink(missing_ok=True)
    if path in _locks:
        os.close(_locks.pop(path))


def publish(path: Path) -> None:
    """Give a complete file its name, and see that the disk knows."""
    os.replace(part_of(path), path)
    drop(path)
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
    found = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        name = PART.fullmatch(entry.name)
        if not name or not entry.is_file(follow_symlinks=False):
            continue
        try:
            number = os.open(entry.path, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:  # gone by now, or of another user
            continue
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(entry.path)
            found.append(name[1])
        except BlockingIOError:
            pass  # its run lives
        finally:
            os.close(number)
    return found


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
