"""The CAST files against the published ones, byte for byte, through the whole pipeline.

Public files hold no students, so the smallest set that agrees with the published rows is made up
(cast_solver) and goes through load, build and export like any agency's. The entities file is made
for the whole state, from one made-up student at every school of the published one.
"""

import csv
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from cast_solver import EMPTY, ORG, RESULT, orgs_of, solve
from conftest import AS_OF_DATE, program


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder with the published CAST files, or a skip that says what is missing."""
    folder = os.environ.get("PUBLIC_DATA")
    if not folder:
        pytest.skip("PUBLIC_DATA is not set: it names the folder with the state's public files")
    return Path(folder) / "cast"


def lines_of(path: Path) -> list[bytes]:
    """The lines of a file with their line ends."""
    return path.read_bytes().splitlines(keepends=True)


def exported(raw: Path, built: Path, year: int, *arguments: str) -> Path:
    """The folder of the files that the pipeline writes for raw tables, which take the place of
    those that a warehouse was built from.
    """
    warehouse, out = raw / "warehouse.duckdb", raw / f"out{year}"
    if not warehouse.exists():
        shutil.copy(built, warehouse)
        loaded = program("load", raw, "--warehouse", warehouse)
        assert loaded.returncode == 0, loaded.stderr
    done = program(
        "export", *arguments, "--test-year", year, "--format", "caret", "--warehouse", warehouse,
        "--out", out, "--preview", STATEFILES_AS_OF_DATE=AS_OF_DATE,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "preview" / "cast"


def assert_equal(written: Sequence[bytes], expected: Sequence[bytes], told: str) -> None:
    """Same lines in the same order; on the way out the first that differ, and the count."""
    print(f"{told}: {len(expected)} published lines, {len(written)} written")
    differing = [
        (mine, theirs) for mine, theirs in zip(written, expected, strict=False) if mine != theirs
    ]
    assert not differing, (len(differing), differing[:3])
    assert len(written) == len(expected) > 1


def test_the_published_rows_of_three_counties_come_out(
    published: Path, small_warehouse: Path, tmp_path: Path
) -> None:
    research = published / "cast_2021_all_students_counties_02_03_05.txt"
    entities = published / "cast_2021_entities.txt"
    report = solve(research, entities, tmp_path)
    out = exported(tmp_path, small_warehouse, 2021, "cast_research", "cast_entities")
    header, *rows = lines_of(research)
    counties = {row[:2] for row in rows}
    mine = [
        line
        for line in lines_of(out / "cast_research.2021.txt")[1:]
        if line[:2] in counties and line.split(b"^")[5] == b"1"
    ]
    assert lines_of(out / "cast_research.2021.txt")[0] == header
    assert_equal(mine, rows, "research")
    assert len(rows) == report.rows

    header, *rows = lines_of(entities)
    shown = lines_of(out / "cast_entities.2021.txt")
    assert shown[0] == header
    assert_equal(
        [line for line in shown[1:] if line[:2] in counties],
        [line for line in rows if line[:2] in counties],
        "entities of the counties",
    )


def write(path: Path, columns: Sequence[str], rows: Sequence[dict]) -> None:
    """A raw table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def state(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw tables of the whole state: a student at every school, and one that each district has
    at a nonpublic school, since some districts have no school of their own."""
    folder = tmp_path_factory.mktemp("state")
    with (published / "cast_2021_entities.txt").open(encoding="windows-1252", newline="") as lines:
        entities = [
            {name.lower(): cell for name, cell in row.items()}
            for row in csv.DictReader(lines, delimiter="^", quoting=csv.QUOTE_NONE)
        ]
    orgs = orgs_of(entities, {"0" * 14})
    results = []
    for number, org in enumerate(orgs, start=1):
        code = str(org["cds_code"])
        is_district = code.endswith("0000000")
        results.append({
            "ssid": f"9{number:09d}", "test_year": "2021", "test_id": "17", "grade_code": "05",
            "include_indicator": "N", "school_cds_code": code,
            "is_nonpublic_school": "true" if is_district else "false",
            "accountability_district_code": code[:7] if is_district else "",
        })  # fmt: skip
    write(folder / "orgs.csv", ORG, orgs)
    write(folder / "assessment_results.csv", RESULT, results)
    for table, header in EMPTY.items():
        write(folder / f"{table}.csv", header.split(","), [])
    return folder


def test_the_published_entities_of_the_state_come_out(
    published: Path, small_warehouse: Path, state: Path
) -> None:
    out = exported(state, small_warehouse, 2021, "cast_entities")
    assert_equal(
        lines_of(out / "cast_entities.2021.txt"),
        lines_of(published / "cast_2021_entities.txt"),
        "entities of the state",
    )


def test_the_published_student_groups_come_out(
    published: Path, small_warehouse: Path, state: Path
) -> None:
    """Same header, codes and labels; the published order follows no rule that is known."""
    out = exported(state, small_warehouse, 2022, "cast_student_groups")
    mine, theirs = (
        lines_of(path)
        for path in (out / "cast_student_groups.2022.txt", published / "student_groups_2022.txt")
    )
    assert mine[0] == theirs[0]
    assert_equal(sorted(mine[1:]), sorted(theirs[1:]), "student groups of 2022")
