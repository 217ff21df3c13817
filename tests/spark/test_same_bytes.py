"""Both engines write the same bytes: every file, the findings and the exclusions.

    ./scripts/test spark

The sample agency with every planted defect and the small agency of the golden files are built with
DuckDB and on Spark, each in programs of its own as a user would run them.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from statefiles import spark
from statefiles.common import ROOT

LACKING = spark.lacking()
pytestmark = pytest.mark.skipif(LACKING is not None, reason=LACKING or "")

SMALL = ROOT / "tests" / "fixtures" / "small_agency"
WORLDS = {
    "defects": {"STATEFILES_AS_OF_DATE": "2024-05-31", "STATEFILES_TEST_YEAR": "2018"},
    # The options that the default of the others leaves out of the test.
    "small": {
        "STATEFILES_AS_OF_DATE": "2024-05-31",
        "STATEFILES_COMPLEMENTARY_SUPPRESSION": "true",
        "STATEFILES_INCLUDE_NOT_ENROLLED": "true",
    },
}
# Of these every run writes another: numbers of batches, times.
OF_THE_RUN = ("manifest.json", "report.html")


@dataclass(frozen=True)
class World:
    """What both engines have made of one agency: folders of files, and warehouses."""

    duckdb: Path
    spark: Path
    warehouses: tuple[Path, Path]


def program(name: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/<name>.py with these options of the run and no others."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("STATEFILES_")}
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / f"{name}.py", *map(str, arguments)],
        env=kept | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done


@pytest.fixture(scope="module", params=WORLDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    """An agency, built and written by both engines."""
    folder, options = tmp_path_factory.mktemp(request.param), WORLDS[request.param]
    raw = SMALL
    if request.param == "defects":
        raw = folder / "raw"
        program("sample", "--out", raw, "--with-defects")
    warehouses = tuple(folder / f"{engine}.duckdb" for engine in ("duckdb", "spark"))
    for warehouse in warehouses:
        program("load", raw, "--warehouse", warehouse)
    program("build", "--warehouse", warehouses[0], **options)
    program("build", "--warehouse", warehouses[1], "--target", "spark", **options)
    for warehouse in warehouses:
        program(
            "export", "--no-build", "--warehouse", warehouse, "--out", folder / warehouse.stem,
            **options,
        )  # fmt: skip
    return World(folder / "duckdb", folder / "spark", (warehouses[0], warehouses[1]))


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a run with their bytes; lists by batch are parts of the whole ones."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
        if path.is_file() and path.name not in OF_THE_RUN and path.parent.name != "lists"
    }


def test_both_engines_write_the_same_files(world: World):
    by_duckdb, by_spark = files_of(world.duckdb), files_of(world.spark)
    assert {"findings.csv", "exclusions.csv", "calpads/senr_fall.txt"} <= set(by_duckdb)
    assert list(by_spark) == list(by_duckdb)
    assert [name for name in by_duckdb if by_spark[name] != by_duckdb[name]] == []


def test_every_model_has_the_same_rows(world: World):
    """What no file shows as well: marts, rules, the audit of suppressed counts."""
    differing = []
    with duckdb.connect() as con:
        for name, path in zip(("by_duckdb", "by_spark"), world.warehouses, strict=True):
            con.execute(f"attach '{path}' as {name} (read_only)")
        models = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables "
            "where table_catalog = 'by_spark' and table_type = 'VIEW' "
            "and table_schema <> 'ledger' order by 1"
        ).fetchall()
        for (model,) in models:
            con.execute("use by_duckdb")
            con.execute(f"create or replace temp table expected as from {model}")
            con.execute("use by_spark")
            con.execute(f"create or replace temp table found as from {model}")
            names = con.execute("select column_name from (describe temp.expected)").fetchall()
            # The engines take other widths of numbers for sums and counts.
            texts = ", ".join(f'cast("{column}" as varchar)' for (column,) in names)
            (different,) = con.execute(
                f"select (select count(*) from (select {texts} from temp.expected except all "
                f"select {texts} from temp.found)) + (select count(*) from (select {texts} "
                f"from temp.found except all select {texts} from temp.expected))"
            ).fetchone()
            if different:
                differing.append((model, different))
    assert len(models) > 300
    assert differing == []
