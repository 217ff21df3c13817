"""Seconds, memory and rows per second of `load --from oneroster`.

    python tests/benchmarks/oneroster.py                     # the demo's 2,900 students
    python tests/benchmarks/oneroster.py --students 375000 --work /somewhere/with/room
    python tests/benchmarks/oneroster.py --threads 2

The export is made of the raw tables of the made-up agency (oneroster.sql): orgs, academicSessions,
users, roles, demographics, courses, classes, enrollments and the manifest. Each line is one program
in a process of its own; the steps of the load are timed in one more process. Figures of one run
compare with each other.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from statefiles import adapters, load, raw_files

MADE = Path(__file__).with_suffix(".sql")


def measured(name: str, program: str, *arguments: object) -> float:
    """Run one program, print its line and give its seconds. Errors: CalledProcessError."""
    began = time.monotonic()
    command = [sys.executable, str(ROOT / "scripts" / program), *map(str, arguments)]
    with tempfile.TemporaryFile() as told:
        started = subprocess.Popen(command, stdout=told, stderr=told)
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        told.seek(0)
        if started.returncode:
            raise subprocess.CalledProcessError(started.returncode, command, told.read())
    cpu = used.ru_utime + used.ru_stime
    print(f"{name:<32} {wall:7.1f} s {cpu:7.1f} CPU s  peak {used.ru_maxrss >> 10:6} MB")
    return wall


def make(raw: Path, out: Path) -> int:
    """Write the OneRoster files of the raw tables; the rows of all of them."""
    out.mkdir()
    script = MADE.read_text(encoding="utf-8")
    with duckdb.connect() as con:
        con.execute(script.replace("{raw}", str(raw)).replace("{out}", str(out)))
        rows = con.execute(
            "select count(*), parse_filename(filename) from read_csv(?, all_varchar = true, "
            "union_by_name = true, filename = true) group by all order by all",
            [f"{out}/*.csv"],
        ).fetchall()
    for count, name in rows:
        print(f"  {name:<24} {count:>12,} rows {(out / name).stat().st_size >> 10:>10,} KB")
    return sum(count for count, _ in rows)


def steps(folder: Path, warehouse: Path) -> None:
    """Print the seconds of each step of one load; the steps of a file or table one by one."""
    spent: dict[str, float] = defaultdict(float)

    def timed(step: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
        @wraps(step)
        def run(*given: Any, **named: Any) -> Any:
            began = time.monotonic()
            try:
                return step(*given, **named)
            finally:
                spent[name(*given, **named)] += time.monotonic() - began

        return run

    def stored(con: Any, table: Any, common: Any, target: str | None = None) -> str:
        return f"store {target or f'raw.{table.name}'}"

    raw_files.check = timed(raw_files.check, lambda path, width: f"check {path.name}")
    load.store = timed(load.store, stored)
    adapters.store = timed(adapters.store, stored)
    adapters.use = timed(adapters.use, lambda *_: "describe the queries")
    adapters.read = timed(adapters.read, lambda name: f"compile the adapter {name}")
    load.load = timed(load.load, lambda *_, **__: "all within the transaction")
    began = time.monotonic()
    with open(os.devnull, "w") as nowhere:
        sys.stdout, screen = nowhere, sys.stdout
        try:
            load.main([str(folder), "--from", "oneroster", "--warehouse", str(warehouse)])
        finally:
            sys.stdout = screen
    print(f"  {'one load':<40} {time.monotonic() - began:7.2f} s")
    for name, seconds in sorted(spent.items(), key=lambda step: -step[1]):
        if seconds >= 0.01:
            print(f"  {name:<40} {seconds:7.2f} s")


def main() -> None:
    """Make the files, load them, load them again, and tell each step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, help="default: those of the demo")
    parser.add_argument("--threads", type=int, help="cores of the load (default: all)")
    parser.add_argument("--work", type=Path, help="folder for tables, warehouse and files")
    given = parser.parse_args()
    if given.threads:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.threads])
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        raw, out, warehouse = (Path(folder) / name for name in ("raw", "out", "w.duckdb"))
        size = ("--students", given.students) if given.students else ()
        measured("make the raw tables", "sample.py", "--out", raw, *size)
        rows = make(raw, out)
        arguments = (out, "--from", "oneroster", "--warehouse", warehouse)
        for name in ("load --from oneroster", "load again"):
            wall = measured(name, "load.py", *arguments)
            print(f"  {rows:,} source rows: {rows / wall:,.0f} rows/s")
        steps(out, warehouse)


if __name__ == "__main__":
    main()
