"""Golden files: a small made-up school system and the bytes its files must have.

To write them anew after a wanted change, and then read the difference before committing it:

    UPDATE_GOLDEN=1 python -m pytest tests/python/test_golden.py
"""

import os
import shutil
from pathlib import Path

import pytest

from conftest import AS_OF_DATE, ROOT, program
from statefiles import common

FIXTURES = ROOT / "tests" / "fixtures"
GOLDEN = FIXTURES / "golden"
# A file of a later or older year has it in its name.
FILES = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*"))


@pytest.fixture(scope="module")
def written(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the small agency, from raw tables to bytes."""
    folder = tmp_path_factory.mktemp("golden")
    warehouse = Path(shutil.copy(small_warehouse, folder / "warehouse.duckdb"))
    as_of = {"STATEFILES_TEST_YEAR": ""}  # the years follow from the as-of date
    result = program(
        "export", "--warehouse", warehouse, "--out", folder / "out", "--as-of-date", AS_OF_DATE,
        "--academic-year", "2023-2024", "--format", "native", **as_of,
    )  # fmt: skip
    assert result.returncode == 1, result.stdout + result.stderr  # one row is set aside
    tab = program(
        "export", "senr_fall", "--warehouse", warehouse, "--out", folder / "tab",
        "--format", "tab", "--no-build", "--preview", "--as-of-date", AS_OF_DATE,
        "--academic-year", "2023-2024", **as_of,
    )  # fmt: skip
    assert tab.returncode == 1, tab.stderr
    shutil.copy(folder / "tab/preview/calpads/senr_fall.tsv", folder / "out/calpads/senr_fall.tsv")
    # The years in which the layout of the CAST files changed, but 2021, the default on that day.
    for year in ("2018", "2019", "2025"):
        cast = program(
            "export", "cast_research", "cast_entities", "cast_student_groups",
            "--test-year", year, "--as-of-date", AS_OF_DATE, "--academic-year", "2023-2024",
            "--warehouse", warehouse, "--out", folder / "cast", "--preview", **as_of,
        )  # fmt: skip
        assert cast.returncode == 0, cast.stdout + cast.stderr
    for path in (folder / "cast/preview/cast").iterdir():
        shutil.copy(path, folder / "out/cast" / path.name)
    older = program(
        "export", "sdis", "swav", "--warehouse", warehouse, "--out", folder / "older",
        "--as-of-date", "2015-05-31", "--academic-year", "2014-2015", **as_of,
    )  # fmt: skip
    assert older.returncode == 1, older.stdout + older.stderr  # waivers of grade 8
    newer = program(
        "export", "leap", "--warehouse", warehouse, "--out", folder / "newer",
        "--as-of-date", "2026-05-31", "--academic-year", "2025-2026", **as_of,
    )  # fmt: skip
    assert newer.returncode == 1, newer.stdout + newer.stderr  # more than 300 days
    for name, year in (("older", "2014-2015"), ("newer", "2025-2026")):
        for path in (folder / name).rglob("*.*"):
            place = path.relative_to(folder / name)
            shutil.copy(path, folder / "out" / place.with_stem(f"{place.stem}.{year}"))
    if os.environ.get("UPDATE_GOLDEN"):
        found = [*folder.glob("out/calpads/*.*"), *folder.glob("out/casas/*.*")]
        for name in {*FILES, *(path.relative_to(folder / "out").as_posix() for path in found)}:
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / "out" / name, GOLDEN / name)
    return folder / "out"


def test_every_export_has_a_golden_file():
    assert {row["export_name"] for row in common.seed("layouts/exports")} == {
        name.split("/")[1].split(".")[0] for name in FILES if "/" in name
    }


@pytest.mark.parametrize("name", FILES)
def test_the_file_has_the_expected_bytes(written, name):
    assert (written / name).read_bytes() == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("cast_research.2018", 89),
        ("cast_research.2019", 155),
        ("cast_research.2021", 157),
        ("cast_entities.2018", 179),
        ("cast_entities.2019", 179),
        ("cast_entities.2021", 179),
    ],
)
def test_fixed_width_records_have_the_length_of_the_year(written, name, width):
    """CAST rules, section 5; since 2024 no positions are known, so there is no such form."""
    records = (written / f"cast/{name}.fixed.txt").read_bytes().split(b"\r\n")[:-1]
    assert {len(record) for record in records} == {width}
    assert not list((written / "cast").glob("*.2025.fixed.txt"))


def test_case_048_every_sprg_row_ends_with_a_caret(written):
    rows = (written / "calpads/sprg.txt").read_bytes().split(b"\r\n")[:-1]
    assert rows
    assert {row.count(b"^") for row in rows} == {25}
    assert all(row.endswith(b"^") for row in rows)
