"""Seconds, memory and bytes of the four files, beside programs by hand that write the same ones.

    python tests/benchmarks/bench.py                                   # 2,000, 50,000, 100,000
    python tests/benchmarks/bench.py --students 375000 --statewide --work /somewhere/with/room
    python tests/benchmarks/bench.py --students --statewide --test-years 2018 2024  # no agency
    python tests/benchmarks/bench.py --write-docs                      # and docs/benchmarks.md

Steps, each in a process of its own: load; build (what the files are made from); rules (what judges
their records: errors, findings, exclusions); write (files, lists, ledger). The programs by hand
(tests/benchmarks/rivals) read the same raw tables and write senr_fall, scsc, sps and cast_research
with plain SQL on DuckDB, polars and pandas; each file is compared byte for byte. They have no
findings, no exclusions with reasons, no ledger and no options. Figures of one run compare with each
other; another machine or moment has others.
"""

import argparse
import filecmp
import importlib.util
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

import bench_page
import duckdb
from measuring import ROOT, Used, Watch, measured, program, sample

EXPORTS = {
    "senr_fall": "calpads/senr_fall.txt",
    "scsc": "calpads/scsc.txt",
    "sps": "casas/sps.csv",
    "cast_research": "cast/cast_research.{year}.txt",
}
TEST_YEAR = 2021  # the newest of the sample agency, and the year of the programs by hand
RIVALS = {"plain DuckDB": "plain_duckdb", "polars": "with_polars", "pandas": "with_pandas"}
LIBRARIES = {"polars": "polars", "pandas": "pandas"}
SIZES = (2_000, 50_000, 100_000)
SLOWEST = 8
STATEWIDE = Path(__file__).with_name("statewide_cast.sql")


def build_step(warehouse: Path, step: str, exports: list[str], told: Path) -> None:
    """In a process of its own: build what the files are made from, or all else that they need."""
    import dbt.cli.main

    from statefiles import build, export, project, statements, writer

    watch = Watch()

    class Watched(dbt.cli.main.dbtRunner):
        def __init__(self, manifest: Any = None, callbacks: Any = None) -> None:
            super().__init__(manifest, [*(callbacks or []), watch])

    def timed(session: Any, relation: str, *rest: Any) -> None:
        began = time.monotonic()
        replace(session, relation, *rest)
        watch.wall[relation.partition(".")[2]] = time.monotonic() - began

    dbt.cli.main.dbtRunner = Watched
    replace, statements.replace = statements.replace, timed
    known, catalog = project.read(), writer.catalog()
    chosen = [catalog[name] for name in exports]
    wanted = export.needed(known, chosen)
    if step == "build":
        names = tuple(one.facts["model_name"] for one in chosen)
        reports = [i for i in wanted if known.nodes[i].name.startswith(names)]
        build.build(warehouse, reports, files=exports)
    else:
        build.build(warehouse, wanted, files=exports, with_lists=True)
    told.write_text(json.dumps(watch.wall), encoding="utf-8")


def ours(raw: Path, work: Path, exports: list[str], year: int) -> dict[str, Any]:
    """Measure the four steps of this project."""
    warehouse, out, told = work / "w.duckdb", work / "out", work / "seconds.json"
    options = {"STATEFILES_TEST_YEAR": str(year)}
    steps = {"load": program("load", raw, "--warehouse", warehouse)}
    seconds: dict[str, float] = {}
    for step in ("build", "rules"):
        inner = ("--step", step, "--warehouse", warehouse, "--told", told)
        steps[step] = measured([__file__, *inner, "--exports", *exports], **options)
        seconds |= json.loads(told.read_text(encoding="utf-8"))
    steps["write"] = program(
        "export", *exports, "--no-build", "--no-report", "--no-marts", "--warehouse", warehouse,
        "--out", out, "--test-year", year,
    )  # fmt: skip
    slowest = sorted(seconds.items(), key=lambda pair: -pair[1])[:SLOWEST]
    return {
        "steps": {name: asdict(used) for name, used in steps.items()},
        "slowest": dict(slowest),
        "models": len(seconds),
        "warehouse_bytes": warehouse.stat().st_size,
    } | counts(warehouse, out, exports, year)


def counts(warehouse: Path, out: Path, exports: list[str], year: int) -> dict[str, Any]:
    """Raw rows, and rows and bytes of each written file."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        (rows,) = con.execute(
            "select sum(estimated_size) from duckdb_tables() where schema_name = 'raw'"
        ).fetchone() or (0,)
    files = {}
    for name in exports:
        path = out / EXPORTS[name].format(year=year)
        if not path.exists():
            path = path.with_suffix(".csv")  # the research file of 2018 and 2019
        with path.open("rb") as stream:
            lines = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
        files[name] = {"lines": lines, "bytes": path.stat().st_size}
    return {"raw_rows": int(rows), "files": files}


def rival(label: str, raw: Path, work: Path, exports: list[str]) -> dict[str, Any]:
    """Measure one program by hand and compare its files with ours."""
    out = work / RIVALS[label]
    script = Path(__file__).parent / "rivals" / f"{RIVALS[label]}.py"
    used = measured([script, raw, ROOT / "seeds", out])
    same = {
        name: filecmp.cmp(
            work / "out" / EXPORTS[name].format(year=TEST_YEAR),
            out / Path(EXPORTS[name].format(year=TEST_YEAR)).name,
            shallow=False,
        )
        for name in exports
    }
    return {"used": asdict(used), "same": same}


def spark(raw: Path, work: Path, exports: list[str]) -> dict[str, Any]:
    """Measure the same on Apache Spark, which builds every model; see docs/spark.md."""
    warehouse, out = work / "spark.duckdb", work / "spark"
    program("load", raw, "--warehouse", warehouse)
    options = {"STATEFILES_TEST_YEAR": str(TEST_YEAR)}
    steps = {
        "build": program("build", "--target", "spark", "--warehouse", warehouse, **options),
        "write": program(
            "export", *exports, "--no-build", "--no-report", "--no-marts", "--warehouse",
            warehouse, "--out", out, "--test-year", TEST_YEAR,
        ),
    }  # fmt: skip
    paths = [EXPORTS[name].format(year=TEST_YEAR) for name in exports]
    same = {path: filecmp.cmp(work / "out" / path, out / path, shallow=False) for path in paths}
    return {"steps": {name: asdict(used) for name, used in steps.items()}, "same": same}


def statewide(raw: Path, year: int, results: int) -> None:
    """The raw tables of a made-up state: its places, and results of every school."""
    raw.mkdir()
    with duckdb.connect() as con:
        for name, value in (("raw", str(raw)), ("test_year", year), ("results", results)):
            con.execute(f"set variable {name} = ?", [value])
        con.execute(STATEWIDE.read_text(encoding="utf-8"))


def line(title: str, used: Used | dict[str, float]) -> None:
    """Print the figures of a step."""
    told = used if isinstance(used, dict) else asdict(used)
    print(
        f"{title:<32} {told['wall']:8.1f} s {told['cpu']:8.1f} CPU s {told['peak']:8.0f} MB",
        flush=True,
    )


def tell_differences(same: dict[str, bool]) -> None:
    """Print which files have other bytes than ours."""
    differing = [name for name, is_same in same.items() if not is_same]
    print("   ", f"differs: {', '.join(differing)}" if differing else "the same bytes", flush=True)


def one_size(title: str, raw: Path, given: argparse.Namespace, work: Path) -> dict[str, Any]:
    """Measure an agency with everything that is asked for, and print it."""
    print(f"\n{title}", flush=True)
    found = ours(raw, work, list(EXPORTS), TEST_YEAR)
    for name, used in found["steps"].items():
        line(name, used)
    for name, seconds in found["slowest"].items():
        print(f"    {name:<44} {seconds:6.1f} s")
    found["rivals"] = {}
    for label in given.rivals:
        found["rivals"][label] = one = rival(label, raw, work, list(EXPORTS))
        line(label, one["used"])
        tell_differences(one["same"])
    if given.spark:
        found["spark"] = spark(raw, work, list(EXPORTS))
        for name, used in found["spark"]["steps"].items():
            line(f"Spark: {name}", used)
        tell_differences(found["spark"]["same"])
        given.spark = False  # at the first size alone
    return found


def whole_state(given: argparse.Namespace, work: Path) -> dict[str, Any]:
    """Measure the research file of a state, for each test year."""
    found = {}
    for year in given.test_years:
        folder = work / str(year)
        folder.mkdir()
        statewide(folder / "raw", year, given.results)
        print(f"\nstatewide, {given.results:,} results of {year}", flush=True)
        found[str(year)] = told = ours(folder / "raw", folder, ["cast_research"], year)
        for name, used in told["steps"].items():
            line(name, used)
        for name, seconds in told["slowest"].items():
            print(f"    {name:<44} {seconds:6.1f} s")
        shutil.rmtree(folder)
    return found


def installed(label: str) -> str | None:
    """The version of the library of a program by hand; None when it is missing."""
    library = LIBRARIES.get(label, "duckdb")
    return metadata.version(library) if importlib.util.find_spec(library) else None


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--students", type=int, nargs="*", default=list(SIZES), metavar="N")
    made.add_argument("--statewide", action="store_true", help="also the CAST file of a state")
    made.add_argument("--results", type=int, default=1_500_000, help="tests of that state")
    made.add_argument("--test-years", type=int, nargs="+", default=[TEST_YEAR], metavar="YEAR")
    made.add_argument("--with", dest="spark", choices=["spark"], help="the first size on Spark too")
    made.add_argument(
        "--rivals", nargs="*", choices=list(RIVALS), default=list(RIVALS), metavar="NAME",
        help="programs by hand; default: all",
    )  # fmt: skip
    made.add_argument("--work", type=Path, help="folder for tables, warehouses and files")
    made.add_argument("--write-docs", action="store_true", help="write docs/benchmarks.md and .svg")
    made.add_argument("--figures", type=Path, help="also write the figures as JSON")
    for name in ("--step", "--warehouse", "--told"):
        made.add_argument(name, type=Path if name != "--step" else str, help=argparse.SUPPRESS)
    made.add_argument("--exports", nargs="+", help=argparse.SUPPRESS)
    return made


def main() -> int:
    """Measure size by size and tell it; exit code 1 when another program wrote other bytes."""
    given = parser().parse_args()
    if given.step:
        build_step(given.warehouse.absolute(), given.step, given.exports, given.told)
        return 0
    if not given.students:
        given.rivals = []
    versions = {label: installed(label) for label in given.rivals}
    if missing := [label for label, version in versions.items() if version is None]:
        print(
            f"Not installed: {', '.join(missing)}. Write pip install 'statefiles[bench]', or leave "
            "them out with --rivals.",
            file=sys.stderr,
        )
        return 2
    if given.spark and importlib.util.find_spec("pyspark") is None:
        print("Spark is not installed: pip install 'statefiles[spark]'.", file=sys.stderr)
        return 2
    figures: dict[str, Any] = {
        "machine": bench_page.machine(), "versions": versions, "sizes": {}, "statewide": {},
    }  # fmt: skip
    with tempfile.TemporaryDirectory(dir=given.work and given.work.absolute()) as folder:
        for students in given.students:
            work = Path(folder, f"{students}")
            work.mkdir()
            sample(work / "raw", students)
            title = f"{students:,} students"
            figures["sizes"][str(students)] = one_size(title, work / "raw", given, work)
            shutil.rmtree(work)  # large ones do not fit beside each other
        if given.statewide:
            figures["statewide"] = {
                "results": given.results, "memory": os.environ.get("WAREHOUSE_MEMORY"),
                "years": whole_state(given, Path(folder)),
            }  # fmt: skip
    if given.figures:
        given.figures.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if given.write_docs:
        bench_page.write(figures)
    same = [
        is_same
        for size in figures["sizes"].values()
        for one in (*size["rivals"].values(), *([size["spark"]] if "spark" in size else []))
        for is_same in one["same"].values()
    ]
    return 0 if all(same) else 1


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT / "scripts"))
    sys.path.insert(0, str(ROOT / "scripts"))
    sys.exit(main())
