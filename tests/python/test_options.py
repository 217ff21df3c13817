"""Run options of the student, course and staff files, shown on the rows that export.py writes.

The small agency of tests/fixtures has seven students (W1 to W7) in 2014-2015, a year in which the
state took all five files. Options of the other SENR files are in test_export.py.
"""

import shutil
from pathlib import Path

import pytest

from conftest import program

EXPORTS = ("senr_ssid", "sinf", "sprg", "swav", "sdis")
YEAR = {"--academic-year": "2014-2015", "--layout-year": "2023-2024", "--as-of-date": "2015-05-31"}
JANUARY = {"--start-date": "2015-01-01", "--end-date": "2015-01-31"}

# One run each, in this order: the first is a real export, which the last then leaves out.
RUNS: dict[str, dict[str, str | None]] = {
    "default": {},
    "everyone": {"--include-not-enrolled": None},
    "january": JANUARY | {"--include-not-enrolled": None},
    "as_of_october": {"--as-of-date": "2014-10-31"},
    "one_school": {"--site": "0100002"},
    "another_year": {"--academic-year": "2023-2024", "--as-of-date": "2024-05-31"},
    "not_sent_yet": {"--include-not-enrolled": None, "--no-include-previously-submitted": None},
}

# The records that each run writes. W3 and W6 left on December 19, 2014; W5 and W7 came on
# January 12, 2015; W4, W5 and W6 have no SSID; W2, W5 and W7 are at the school 0100002.
EXPECTED: dict[str, dict[str, str]] = {
    "default": {
        "senr_ssid": "E104 E105",
        "sinf": "W1 W2 W7",
        "sprg": "P102 P101 P103 P105",
        "swav": "V1 V2 V4",
        "sdis": "I1-W1-104 I1-W1-PUSHED I2-W2-511 TRUANT-W7",
    },
    # Who left is reported as well; those sent before too, by default.
    "everyone": {
        "senr_ssid": "E104 E106 E105",
        "sinf": "W1 W2 W3 W7",
        "sprg": "P102 P101 P104 P103 P105",
        "swav": "V1 V2 V3 V4",
        "sdis": "I1-W1-104 I1-W1-PUSHED I3-W3-511 I2-W2-511 TRUANT-W7",
    },
    # The range has no effect on the SSID request; W7 is truant from February 12.
    "january": {
        "senr_ssid": "E104 E106 E105",
        "sinf": "W1 W2 W7",
        "sprg": "P102 P103 P105",
        "swav": "V2",
        "sdis": "I2-W2-511",
    },
    # W3 and W6 are still here, W5 and W7 are not yet.
    "as_of_october": {
        "senr_ssid": "E104 E106",
        "sinf": "W1 W2 W3",
        "sprg": "P102 P101 P104 P103",
        "swav": "V1 V2 V3",
        "sdis": "I1-W1-104 I1-W1-PUSHED I3-W3-511 I2-W2-511",
    },
    "one_school": {
        "senr_ssid": "E105",
        "sinf": "W2 W7",
        "sprg": "P103 P105",
        "swav": "V2 V4",
        "sdis": "I2-W2-511 TRUANT-W7",
    },
    # No exemption code is valid in 2023.
    "another_year": {
        "senr_ssid": "E3",
        "sinf": "S1 S5",
        "sprg": "P9 P2-HIGH P10 P1 P5-HIGH P6 P11 P5-MIDDLE",
        "swav": "",
        "sdis": "I4-S1-PUSHED",
    },
    # What the first run did not send of everyone.
    "not_sent_yet": {
        "senr_ssid": "E106",
        "sinf": "W3",
        "sprg": "P104",
        "swav": "V3",
        "sdis": "I3-W3-511",
    },
}


COURSES = ("crse", "crsc", "scse", "scsc", "sdem", "sass")
COURSE_YEAR = {"--academic-year": "2023-2024", "--as-of-date": "2024-05-31"}
COURSE_RUNS: dict[str, dict[str, str | None]] = {
    "default": {},
    "everyone": {"--include-not-enrolled": None},
    "census_day": {"--start-date": "2023-10-04", "--end-date": "2023-10-04"},
    "spring": {"--start-date": "2024-01-08"},
    "later_census": {"--census-date": "2024-04-15"},
    "one_school": {"--site": "0100002"},
    "as_of_october": {"--as-of-date": "2023-10-31"},
    "another_year": {"--academic-year": "2014-2015", "--layout-year": "2023-2024"},
    "not_sent_yet": {"--include-not-enrolled": None, "--no-include-previously-submitted": None},
}
# The records that each run writes: sections with their educator or student, results, staff.
COURSE_EXPECTED: dict[str, dict[str, str]] = {
    "default": {
        "crse": "X1-T1 X2-T1 X2-T2 X7-T2 X3-VACANT X4-T3",
        "crsc": "X1-T2 X2-T1 X2-T2 X3-VACANT X4-T3",
        "scse": "X1-S1 X2-S1 X7-S1 X3-S1 X3-S5 X4-S5",
        "scsc": "G09 G02 G03 G04 G08 G07",
        "sdem": "T1 T4 T5 T6 T8",
        "sass": "T1-HIGH-12 T4-HIGH-10 T6-HIGH-12 T1-MIDDLE-12 T5-LEA-10",
    },
    # S2 left in November. No staff option has an effect on who has left.
    "everyone": {
        "crse": "X1-T1 X2-T1 X2-T2 X7-T2 X3-VACANT X4-T3",
        "crsc": "X1-T2 X2-T1 X2-T2 X3-VACANT X4-T3",
        "scse": "X1-S1 X2-S1 X7-S1 X3-S1 X1-S2 X3-S5 X4-S5",
        "scsc": "G09 G02 G03 G04 G08 G07",
        "sdem": "T1 T4 T5 T6 T8",
        "sass": "T1-HIGH-12 T4-HIGH-10 T6-HIGH-12 T1-MIDDLE-12 T5-LEA-10",
    },
    # The spring term X2 is not offered; T1 teaches X1; S5 is in the schedule of X3 until November.
    "census_day": {
        "crse": "X1-T1 X7-T2 X3-VACANT X4-T3",
        "crsc": "X1-T1 X3-VACANT",
        "scse": "X1-S1 X7-S1 X3-S1 X3-S5",
        "scsc": "G09 G03 G04 G08",
        "sdem": "T1 T4 T5 T6 T8",
        "sass": "T1-HIGH-12 T4-HIGH-10 T6-HIGH-12 T1-MIDDLE-12 T5-LEA-10",
    },
    # The fall term X1 is over; S5 left X4 in October.
    "spring": {
        "crse": "X2-T1 X2-T2 X7-T2 X3-VACANT X4-T3",
        "crsc": "X2-T1 X2-T2 X3-VACANT",
        "scse": "X2-S1 X7-S1 X3-S1 X3-S5",
        "scsc": "G02 G03 G04 G08",
        "sdem": "T1 T4 T5 T6 T8",
        "sass": "T1-HIGH-12 T4-HIGH-10 T6-HIGH-12 T1-MIDDLE-12 T5-LEA-10",
    },
    # T2 has taken X1 over, so X6 with T1 has a key of its own; T6 left in March.
    "later_census": {
        "crse": "X6-T1 X1-T2 X2-T1 X2-T2 X7-T2 X3-VACANT X4-T3",
        "crsc": "X1-T2 X2-T1 X2-T2 X3-VACANT X4-T3",
        "scse": "X1-S1 X2-S1 X7-S1 X3-S1 X3-S5 X4-S5",
        "scsc": "G09 G02 G03 G04 G08 G07",
        "sdem": "T1 T4 T5 T6 T8",
        "sass": "T1-HIGH-12 T4-HIGH-10 T1-MIDDLE-12 T5-LEA-10",
    },
    "one_school": {
        "crse": "X4-T3",
        "crsc": "X4-T3",
        "scse": "",
        "scsc": "",
        "sdem": "T1",
        "sass": "T1-MIDDLE-12",
    },
    # S2 is still here.
    "as_of_october": {
        "crse": "X1-T1 X2-T1 X2-T2 X7-T2 X3-VACANT X4-T3",
        "crsc": "X1-T2 X2-T1 X2-T2 X3-VACANT X4-T3",
        "scse": "X1-S1 X2-S1 X7-S1 X3-S1 X1-S2 X3-S5 X4-S5",
        "scsc": "G09 G02 G03 G04 G08 G07",
        "sdem": "T1 T4 T5 T6 T8",
        "sass": "T1-HIGH-12 T4-HIGH-10 T6-HIGH-12 T1-MIDDLE-12 T5-LEA-10",
    },
    # No term is of the year; T7 was still employed.
    "another_year": {
        "crse": "",
        "crsc": "",
        "scse": "",
        "scsc": "",
        "sdem": "T1 T4 T7",
        "sass": "T1-HIGH-12 T4-HIGH-10 T7-HIGH-12",
    },
    # X6 has the key of X1, which was sent; the staff files have no such option.
    "not_sent_yet": {
        "crse": "X6-T1",
        "crsc": "",
        "scse": "X1-S2",
        "scsc": "",
        "sdem": "T1 T4 T5 T6 T8",
        "sass": "T1-HIGH-12 T4-HIGH-10 T6-HIGH-12 T1-MIDDLE-12 T5-LEA-10",
    },
}


TODAY = ("sela", "sinc", "sirs", "soff", "scte", "stas")
TODAY_YEAR = {"--academic-year": "2023-2024", "--as-of-date": "2024-05-31"}
TODAY_RUNS: dict[str, dict[str, str | None]] = {
    "default": {},
    "everyone": {"--include-not-enrolled": None},
    "october": {"--start-date": "2023-10-04", "--end-date": "2023-10-31"},
    "as_of_october": {"--as-of-date": "2023-10-05"},
    "one_school": {"--site": "0100002"},
    "another_year": {
        "--academic-year": "2014-2015", "--layout-year": "2023-2024", "--as-of-date": "2015-05-31",
    },
    "not_sent_yet": {"--include-not-enrolled": None, "--no-include-previously-submitted": None},
}  # fmt: skip
# The records that each run writes. S2 left HIGH in November, S5 MIDDLE on October 3.
TODAY_EXPECTED: dict[str, dict[str, str]] = {
    "default": {
        "sela": "S1-20230814-EO S1-20240201-IFEP S5-20231020-RFEP",
        "sinc": "I4-S1 I5-S5",
        "sirs": "I4-S1-300 I5-S5-100 I5-S5-501",
        "soff": "I4-S1-PUSHED",
        "scte": "S1-HIGH-198 S5-HIGH-100",
        "stas": "S1-HIGH S5-HIGH S4-MIDDLE S5-MIDDLE",
    },
    "everyone": {
        "sela": "S1-20230814-EO S1-20240201-IFEP S2-20230820-TBD S5-20231020-RFEP",
        "sinc": "I4-S1 I6-S2 I5-S5",
        "sirs": "I4-S1-300 I6-S2-300 I5-S5-100 I5-S5-501",
        "soff": "I4-S1-PUSHED I6-S2-PUSHED",
        "scte": "S1-HIGH-198 S2-HIGH-100 S5-HIGH-100",
        "stas": "S1-HIGH S2-HIGH S5-HIGH S4-MIDDLE S5-MIDDLE",
    },
    # The range has no effect on pathways.
    "october": {
        "sela": "S5-20231020-RFEP",
        "sinc": "I4-S1",
        "sirs": "I4-S1-300",
        "soff": "I4-S1-PUSHED",
        "scte": "S1-HIGH-198 S5-HIGH-100",
        "stas": "S1-HIGH S5-HIGH S4-MIDDLE",
    },
    # S2 is still here; two of the statuses are not known yet.
    "as_of_october": {
        "sela": "S1-20230814-EO S2-20230820-TBD",
        "sinc": "I4-S1 I6-S2 I5-S5",
        "sirs": "I4-S1-300 I6-S2-300 I5-S5-100 I5-S5-501",
        "soff": "I4-S1-PUSHED I6-S2-PUSHED",
        "scte": "S1-HIGH-198 S2-HIGH-100 S5-HIGH-100",
        "stas": "S1-HIGH S2-HIGH S5-HIGH S4-MIDDLE S5-MIDDLE",
    },
    # S1 is at MIDDLE with status 20; of the other files MIDDLE has no row.
    "one_school": {
        "sela": "S1-20230814-EO S1-20240201-IFEP",
        "sinc": "",
        "sirs": "",
        "soff": "",
        "scte": "",
        "stas": "S4-MIDDLE",
    },
    # No code of a result is valid in the year, and there is no calendar of it.
    "another_year": {
        "sela": "",
        "sinc": "I1-W1 I2-W2 I2-W7",
        "sirs": "",
        "soff": "I1-W1-104 I1-W1-PUSHED I2-W2-511 I2-W7-511",
        "scte": "",
        "stas": "",
    },
    "not_sent_yet": {
        "sela": "S2-20230820-TBD",
        "sinc": "I6-S2",
        "sirs": "I6-S2-300",
        "soff": "I6-S2-PUSHED",
        "scte": "S2-HIGH-100",
        "stas": "S2-HIGH",
    },
}

LEAP_YEAR = {"--as-of-date": "2026-05-31"}  # the academic year follows from it
LEAP_RUNS: dict[str, dict[str, str | None]] = {
    "default": {},
    "everyone": {"--include-not-enrolled": None},
    "one_school": {"--site": "0100002"},
    "another_year": {"--academic-year": "2023-2024", "--layout-year": "2025-2026"},
    "not_sent_yet": {"--no-include-previously-submitted": None},
}
# S6 never came to school, yet is registered; S7 is at a charter that reports by itself.
LEAP_EXPECTED = {
    "default": "S1-194 S4-194 S5-194 S6-194",
    "everyone": "S1-194 S4-194 S5-194 S6-194",
    "one_school": "S1-194 S4-194",
    "another_year": "",  # the code is valid from July 2025 on
    "not_sent_yet": "",
}


def run_all(built: Path, folder: Path, exports: tuple[str, ...], year: dict, runs: dict) -> Path:
    """A folder for each run with what it wrote; previews, but for the first."""
    warehouse = Path(shutil.copy(built, folder / "warehouse.duckdb"))
    for name, options in runs.items():
        arguments = [text for pair in (year | options).items() for text in pair if text]
        formats = ("--format", "caret,tab") if name == "default" else ("--preview",)
        result = program(
            "export", *exports, "--warehouse", warehouse, "--out", folder / name, *arguments,
            *formats,
        )  # fmt: skip
        assert result.returncode in (0, 1), result.stdout + result.stderr
    return folder


@pytest.fixture(scope="module")
def written(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What each run wrote of the student files."""
    return run_all(small_warehouse, tmp_path_factory.mktemp("options"), EXPORTS, YEAR, RUNS)


@pytest.fixture(scope="module")
def courses_written(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What each run wrote of the course and staff files."""
    folder = tmp_path_factory.mktemp("courses")
    return run_all(small_warehouse, folder, COURSES, COURSE_YEAR, COURSE_RUNS)


@pytest.fixture(scope="module")
def today_written(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What each run wrote of the files that came after SDIS, and of absences and pathways."""
    folder = tmp_path_factory.mktemp("today")
    return run_all(small_warehouse, folder, TODAY, TODAY_YEAR, TODAY_RUNS)


@pytest.fixture(scope="module")
def leap_written(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What each run wrote of expanded learning."""
    folder = tmp_path_factory.mktemp("leap")
    return run_all(small_warehouse, folder, ("leap",), LEAP_YEAR, LEAP_RUNS)


def lines_of(written: Path, run: str, export: str, ending: str = "txt") -> list[str]:
    """The lines of the file that a run wrote of an export."""
    (path,) = (written / run).rglob(f"{export}*.{ending}")
    return path.read_bytes().decode("utf-8").split("\r\n")[:-1]


def keys_of(written: Path, run: str, export: str) -> str:
    """The records of a file: the third field, in the order of the file."""
    return " ".join(line.split("^")[2] for line in lines_of(written, run, export))


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("run", RUNS)
def test_the_options_of_a_run_choose_its_rows(written, run, export):
    assert keys_of(written, run, export) == EXPECTED[run][export]


@pytest.mark.parametrize("export", COURSES)
@pytest.mark.parametrize("run", COURSE_RUNS)
def test_the_options_of_a_run_choose_the_rows_of_courses_and_staff(courses_written, run, export):
    assert keys_of(courses_written, run, export) == COURSE_EXPECTED[run][export]


@pytest.mark.parametrize("export", TODAY)
@pytest.mark.parametrize("run", TODAY_RUNS)
def test_the_options_of_a_run_choose_the_rows_of_the_files_of_today(today_written, run, export):
    assert keys_of(today_written, run, export) == TODAY_EXPECTED[run][export]


def test_days_count_up_to_the_as_of_date_and_the_end_of_the_range(today_written):
    def days(run: str) -> dict[str, str]:
        rows = (line.split("^") for line in lines_of(today_written, run, "stas"))
        return {row[2]: row[14] for row in rows}

    assert days("default")["S1-HIGH"] == days("october")["S1-HIGH"] == "5.00"
    assert days("as_of_october")["S1-HIGH"] == "4.00"
    assert days("as_of_october")["S5-HIGH"] == "1.00"


@pytest.mark.parametrize("run", LEAP_RUNS)
def test_the_options_of_a_run_choose_the_rows_of_expanded_learning(leap_written, run):
    assert keys_of(leap_written, run, "leap") == LEAP_EXPECTED[run]


def test_expanded_learning_is_told_until_its_layout_is_confirmed(leap_written):
    def told(folder: str, **settings: str) -> set[str]:
        result = program(
            "export", "leap", "--warehouse", leap_written / "warehouse.duckdb", "--preview",
            "--out", leap_written / folder, "--as-of-date", "2026-05-31", "--site", "0100002",
            **settings,
        )  # fmt: skip
        assert result.returncode == 1, result.stdout + result.stderr
        (path,) = (leap_written / folder).rglob("findings.csv")
        rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
        about_options = "option_without_effect"  # the test year of these tests
        return {row[2] for row in rows if row[:2] == ["leap", "all rows"]} - {about_options}

    assert told("unconfirmed") == {"leap_layout_unconfirmed", "one_school_of_the_lea"}
    assert told("confirmed", STATEFILES_LEAP_LAYOUT_CONFIRMED="true") == {"one_school_of_the_lea"}


@pytest.mark.parametrize("export", EXPORTS)
def test_the_format_changes_the_separator_alone(written, export):
    caret = lines_of(written, "default", export)
    assert caret and all("^" in line for line in caret)
    tab = lines_of(written, "default", export, "tsv")
    assert tab == [line.replace("^", "\t") for line in caret]


def test_what_the_as_of_date_does_not_know_yet_is_blank(written):
    def ends(run: str) -> dict[str, str]:
        rows = (line.split("^") for line in lines_of(written, run, "sprg"))
        return {row[2]: row[15] for row in rows}

    assert ends("default")["P101"] == "20141219"
    assert ends("as_of_october")["P101"] == ""


def test_each_row_tells_the_academic_year_of_its_run(written):
    fields = {"senr_ssid": 6, "sinf": 7, "sprg": 5, "swav": 5, "sdis": 5}
    for run, year in (("default", "2014-2015"), ("another_year", "2023-2024")):
        for export, field in fields.items():
            years = {line.split("^")[field] for line in lines_of(written, run, export)}
            assert years <= {year}, (run, export)


def test_a_retired_file_is_told_in_later_years_alone(written):
    def retired(run: str) -> set[str]:
        (path,) = (written / run).rglob("findings.csv")
        told = path.read_text(encoding="utf-8").splitlines()
        return {line.split(",")[0] for line in told if ",layout_retired," in line}

    assert retired("default") == set()
    assert retired("another_year") == {"swav", "sdis"}
