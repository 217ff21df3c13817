"""Seconds of what a user waits for: load, the first build, and exports written again.

    python tests/benchmarks/steps.py                     # the demo's 2,900 students
    python tests/benchmarks/steps.py --students 375000 --work /somewhere/with/room
    python tests/benchmarks/steps.py --students 100000 --absences 36   # 1.5 million days of absence

Each line is one program in a process of its own: wall and CPU seconds, peak memory. An export is
written again after its site has changed, so that everything that depends on options is built anew.
Compare figures of one run with each other; another machine or moment has others.
"""

import argparse
import tempfile
from pathlib import Path

from measuring import Used, program, sample

FOUR = ("senr_fall", "scsc", "sps", "cast_research")
SEVEN = ("sela", "sinc", "sirs", "soff", "stas", "scte", "leap")


def tell(name: str, used: Used) -> None:
    """Print the line of a step."""
    print(f"{name:<44} {used.wall:7.1f} s {used.cpu:7.1f} CPU s  peak {used.peak:6.0f} MB")


def measured(name: str, step: str, *arguments: object) -> None:
    """Run one program and print its line. Errors: SystemExit beyond exit code 1."""
    tell(name, program(step, *arguments))


def main() -> None:
    """Make the agency, then measure step by step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, help="default: those of the demo")
    parser.add_argument("--absences", type=int, help="most days noted for a pupil in a year")
    parser.add_argument("--work", type=Path, help="folder for tables, warehouse and files")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        raw, warehouse, out = (Path(folder) / name for name in ("raw", "w.duckdb", "out"))
        here = ("--warehouse", warehouse)
        tell("make the raw tables", sample(raw, given.students, given.absences))
        measured("load", "load", raw, *here)
        measured("first build and all files", "export", *here, "--out", out)
        school = sorted((raw / "orgs.csv").read_text(encoding="utf-8").splitlines())
        codes = [cell for line in school for cell in line.split(",") if len(cell) == 14]
        sites = ("--site", next(c[-7:] for c in codes if c.isdigit() and c[-7:] != "0" * 7))
        preview = (*here, "--out", out, "--preview")
        measured("one export, another site", "export", "senr_fall", *preview, *sites)
        measured("the same again, nothing changed", "export", "senr_fall", *preview, *sites)
        measured("four exports", "export", *FOUR, *preview)
        measured("seven files of today, another site", "export", *SEVEN, *preview, *sites)
        measured("seven files of today", "export", *SEVEN, *preview)
        measured("the whole set, written again", "export", *preview, *sites)
        measured("the whole set, not built", "export", *preview, *sites, "--no-build")
        measured("load again", "load", raw, *here)
        measured("four exports after a load of equal tables", "export", *FOUR, *preview)


if __name__ == "__main__":
    main()
