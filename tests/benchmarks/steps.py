"""Seconds of what a user waits for: load, the first build, and exports written again.

    python tests/benchmarks/steps.py                     # the demo's 2,900 students
    python tests/benchmarks/steps.py --students 375000 --work /somewhere/with/room
    python tests/benchmarks/steps.py --students 100000 --absences 36   # 1.5 million days of absence

Each line is one program in a process of its own: wall and CPU seconds, peak memory. An export is
written again after its site has changed, so that everything that depends on options is built anew.
Compare figures of one run with each other; another machine or moment has others.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOUR = ("senr_fall", "scsc", "sps", "cast_research")
SEVEN = ("sela", "sinc", "sirs", "soff", "stas", "scte", "leap")
AS_OF_DATE = "2024-05-31"


def measured(name: str, program: str, *arguments: object) -> None:
    """Run one program and print its line. Errors: CalledProcessError beyond exit code 1."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / program), *map(str, arguments)],
        env=dict(os.environ, STATEFILES_AS_OF_DATE=AS_OF_DATE), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:<44} {wall:7.1f} s {cpu:7.1f} CPU s  peak so far {after.ru_maxrss >> 10:6} MB")
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, program, done.stdout, done.stderr)


def main() -> None:
    """Make the agency, then measure step by step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, help="default: those of the demo")
    parser.add_argument("--absences", type=int, help="most days noted for a pupil in a year")
    parser.add_argument("--work", type=Path, help="folder for tables, warehouse and files")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        raw, warehouse, out = (Path(folder) / name for name in ("raw", "w.duckdb", "out"))
        size = ("--students", given.students) if given.students else ()
        size += ("--absences", given.absences) if given.absences is not None else ()
        here = ("--warehouse", warehouse)
        measured("make the raw tables", "sample.py", "--out", raw, *size)
        measured("load", "load.py", raw, *here)
        measured("first build and all files", "export.py", *here, "--out", out)
        school = sorted((raw / "orgs.csv").read_text(encoding="utf-8").splitlines())
        codes = [cell for line in school for cell in line.split(",") if len(cell) == 14]
        sites = ("--site", next(c[-7:] for c in codes if c.isdigit() and c[-7:] != "0" * 7))
        preview = (*here, "--out", out, "--preview")
        measured("one export, another site", "export.py", "senr_fall", *preview, *sites)
        measured("the same again, nothing changed", "export.py", "senr_fall", *preview, *sites)
        measured("four exports", "export.py", *FOUR, *preview)
        measured("seven files of today, another site", "export.py", *SEVEN, *preview, *sites)
        measured("seven files of today", "export.py", *SEVEN, *preview)
        measured("the whole set, written again", "export.py", *preview, *sites)
        measured("the whole set, not built", "export.py", *preview, *sites, "--no-build")
        measured("load again", "load.py", raw, *here)
        measured("four exports after a load of equal tables", "export.py", *FOUR, *preview)


if __name__ == "__main__":
    main()
