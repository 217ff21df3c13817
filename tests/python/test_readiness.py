"""The state of each export: what must not pass for ready, why, and which option helps.

The runs of the module follow each other on one copy of the sample agency (2023-2024, CAST results
of 2018).
"""

import json
import shutil
from pathlib import Path

import pytest

from conftest import AS_OF_DATE, Done, program

# The run, its exit code, the state of the export named last, and words of cause and remedy.
RUNS = {
    "in_the_summer_after": (
        ("scsc", "--as-of-date", "2024-07-10"), 1, "empty",
        "The year of the run has just begun", "--academic-year",
    ),
    "after_the_year": (
        ("scsc", "--academic-year", "2023-2024", "--as-of-date", "2024-07-10"), 1, "empty",
        "The as-of date lies after the school year", "--include-not-enrolled",
    ),
    "year_beyond_the_data": (
        ("senr_fall", "--academic-year", "2025-2026", "--as-of-date", "2025-10-15"), 1, "blocked",
        "no enrollment that begins in the year", "--academic-year",
    ),
    "census_day_ahead": (
        ("senr_fall", "--as-of-date", "2023-09-01"), 1, "blocked",
        "Census Day lies after the as-of date", "--census-date",
    ),
    "test_year_without_results": (
        ("cast_research", "--test-year", "2019"), 1, "empty",
        "no results of the test year", "--test-year",
    ),
    "retired": (
        ("sdis",), 1, "do_not_send",
        "The state takes this file no more", "Do not send it",
    ),
    "nothing_in_the_range": (
        ("sprg", "--start-date", "2023-07-01", "--end-date", "2023-07-02"), 1, "empty",
        "There are candidates, but none is written", "--start-date",
    ),
    "candidates_sent_before": (
        ("senr_ongoing", "--no-include-previously-submitted", "--preview"), 0, "empty",
        "Every record was sent before", "Nothing is to be done",
    ),
    "ready": (("cast_entities",), 0, "ready", "", ""),
}  # fmt: skip


def run(warehouse: Path, out: Path, *arguments: str) -> Done:
    """An export on the as-of date of the sample."""
    return program(
        "export", *arguments, "--warehouse", warehouse, "--out", out,
        STATEFILES_AS_OF_DATE=AS_OF_DATE,
    )  # fmt: skip


@pytest.fixture(scope="module")
def agency(clean_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which senr_ongoing was exported."""
    folder = tmp_path_factory.mktemp("readiness")
    warehouse = Path(shutil.copy(clean_warehouse, folder / "warehouse.duckdb"))
    assert run(warehouse, folder / "out", "senr_ongoing").returncode == 0
    return warehouse


@pytest.mark.parametrize("name", RUNS)
def test_what_must_not_be_sent_is_not_ready_and_says_why(agency, tmp_path, name):
    arguments, code, state, cause, remedy = RUNS[name]
    result = run(agency, tmp_path, *arguments)
    assert result.returncode == code, result.stdout + result.stderr
    (path,) = tmp_path.rglob("manifest.json")
    entry = json.loads(path.read_text(encoding="utf-8"))["exports"][arguments[0]]
    assert entry["readiness"] == state
    assert entry["is_ready"] is (state == "ready")
    assert cause in entry["cause"] and remedy in entry["remedy"]
    assert state in result.stdout and entry["cause"] in result.stdout


def test_a_batch_without_rows_is_never_sent(agency, tmp_path):
    result = run(
        agency, tmp_path, "sinf", "--academic-year", "2023-2024", "--as-of-date", "2024-07-10"
    )
    assert result.returncode == 1, result.stdout + result.stderr
    batch = next(word for word in result.stdout.split() if word.startswith("B-"))
    refused = program("ledger", "mark-sent", batch, "--warehouse", agency)
    assert refused.returncode == 2
    assert f"Batch {batch} holds no rows, so it cannot be sent" in refused.stderr


def test_all_truancies_left_out_are_told(agency, tmp_path):
    result = run(agency, tmp_path, "sdis")
    assert "records of the kind truancy are left out (truancy_without_state_code)" in result.stdout


def test_an_unknown_course_group_is_refused(agency, tmp_path):
    result = run(agency, tmp_path / "out", "cls", "--course-group", "No such group")
    assert result.returncode == 2
    assert "it matches no course group of the raw tables" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_refused_file_beside_a_written_one_is_exit_1(agency, tmp_path):
    names = ("senr_fall", "cast_student_groups")
    result = run(agency, tmp_path, *names, "--academic-year", "2015-2016")
    assert result.returncode == 1, result.stdout + result.stderr
    entries = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["exports"]
    assert {name: entry["readiness"] for name, entry in entries.items()} == {
        "senr_fall": "refused", "cast_student_groups": "ready",
    }  # fmt: skip


def test_the_summary_is_in_the_order_of_submission(agency, tmp_path):
    names = ["scse", "crse", "sass", "sdem", "sprg", "sinf", "senr_fall"]
    result = run(agency, tmp_path, *names)
    told = [line.split()[0] for line in result.stdout.splitlines() if line.strip()]
    assert [name for name in told if name in names] == names[::-1]


def test_the_years_are_those_of_the_as_of_date(agency, tmp_path):
    """What a new shell gives after the demo: nothing of the sample is set but the as-of date."""
    result = program(
        "export", "senr_fall", "cast_entities", "--as-of-date", AS_OF_DATE,
        "--warehouse", agency, "--out", tmp_path, STATEFILES_TEST_YEAR="",
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    entries = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["exports"]
    assert {entry["options"]["academic_year"] for entry in entries.values()} == {"2023-2024"}
    # Results of 2018 and 2021 are loaded.
    assert [file["file"] for file in entries["cast_entities"]["files"]] == [
        "cast/cast_entities.2021.fixed.txt", "cast/cast_entities.2021.txt",
    ]  # fmt: skip
