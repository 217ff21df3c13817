"""What the machine, or the container around the programs, gives: memory, and a place to spill.

Beyond its limit the database sorts and joins on disk, in a private folder beside the warehouse. The
variable WAREHOUSE_MEMORY (such as 4GB) sets another limit.
"""

import gc
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb

from statefiles.common import UserError, literal

# Control groups, by which a container or service is told how much memory it may take.
GROUPS = Path("/sys/fs/cgroup")
GROUPS_OF_PROCESS = Path("/proc/self/cgroup")
SHARE = 0.6  # the rest is for dbt, Python and what the database does not count
LEAST = 256  # MiB
SMALL = "2GiB"  # below it one step of a build at a time has the memory for itself
STORAGE = "v1.5.0"  # the form of new database files
FORM = re.compile(r"(\d+(?:\.\d+)?) ?([KMGT]i?B)", re.IGNORECASE)


def keep_objects() -> None:
    """Look for garbage seldom: what dbt reads of the project lives as long as the program, and
    looking through it again and again takes a tenth of the time.
    """
    gc.set_threshold(100_000, 50, 50)


def limits() -> Iterator[Path]:
    """The files with the limits of this process: its group and those around it, of version 2 (no
    name) or 1. Inside a container its path may be that outside; its own group is then the root.
    """
    with suppress(OSError):
        for line in GROUPS_OF_PROCESS.read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers and "memory" not in controllers.split(","):
                continue
            base = GROUPS / "memory" if controllers else GROUPS
            name = "memory.limit_in_bytes" if controllers else "memory.max"
            inner = base / path.lstrip("/")
            yield from (f / name for f in (inner, *inner.parents) if f.is_relative_to(base))


def memory() -> int:
    """The bytes of memory that the programs may take together."""
    if not hasattr(os, "sysconf"):  # Windows: the database takes four fifths by itself
        with duckdb.connect() as con:
            ((limit,),) = con.execute("select current_setting('memory_limit')").fetchall()
        return int(bytes_of(limit) / 0.8)
    found = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in limits():
        with suppress(OSError, ValueError):  # there is none, or it says `max`
            found.append(int(path.read_text(encoding="ascii")))
    return min(found)


def memory_limit() -> str:
    """The limit of the database. Errors: UserError for a setting that is no amount of memory."""
    given = os.environ.get("WAREHOUSE_MEMORY", "").strip()
    if not given:
        return f"{max(LEAST, int(memory() * SHARE) >> 20)}MiB"
    if not FORM.fullmatch(given):
        raise UserError(f"WAREHOUSE_MEMORY is {given!r}: write an amount of memory such as 4GB.")
    return given


def is_small() -> bool:
    """True where the database may take so little that two steps at once would not fit."""
    return bytes_of(memory_limit()) < bytes_of(SMALL)


def at_most(amount: str) -> str:
    """An amount of memory, or the limit of the database when that is less."""
    return min((amount, memory_limit()), key=bytes_of)


def bytes_of(amount: str) -> float:
    """An amount of memory in bytes."""
    number, unit = re.findall(r"[\d.]+|[A-Z]+", amount.upper())
    return float(number) * (1024 if "I" in unit else 1000) ** "BKMGT".index(unit[0])


def spill_folder(warehouse: Path) -> Path:
    """Where the database puts what does not fit into memory."""
    return warehouse.with_name(f"{warehouse.name}.tmp")


def set_limits(con: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Memory and spill of a connection; it fetches nothing from the network, and the files it makes
    can be read by the command line and bindings of DuckDB before the library's own version.
    """
    con.execute(f"set storage_compatibility_version = '{STORAGE}'")
    con.execute("set autoinstall_known_extensions = false")
    con.execute(f"set memory_limit = {literal(memory_limit())}")
    con.execute(f"set temp_directory = {literal(spill_folder(warehouse))}")
    if is_small():
        # The order of rows in a table says nothing, and keeping it takes memory. So does a join of
        # many wide tables that builds on what it has joined so far instead of on the next table.
        con.execute("set preserve_insertion_order = false")
        con.execute("set disabled_optimizers = 'build_side_probe_side'")


def reset_limits(con: duckdb.DuckDBPyConnection) -> None:
    """The limits of a database, where an earlier session has set those of a step."""
    con.execute(f"set memory_limit = {literal(memory_limit())}; reset threads")


def new_database(path: Path) -> None:
    """Make an empty database file."""
    duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE}).close()


def clear_spill(warehouse: Path) -> None:
    """Remove what a run that was killed has spilled. Only for who has the warehouse alone."""
    folder = spill_folder(warehouse)
    with suppress(OSError):
        if stat.S_ISDIR(os.lstat(folder).st_mode):
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
