"""The sample agency: repeatable, true to the published counts, complete, and bad where asked."""

import csv
import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, program, without_options
from statefiles import build, common
from statefiles.sample import make as sample

SCRIPT = common.ROOT / "scripts" / "sample.py"
DEMO = sample.PARTS / "demo_district.csv"
CENSUS = "2023-10-04"

# Published school code -> enrollment, English learners, foster, homeless, migrant.
Counts = dict[str, tuple[int, int, int, int, int]]

# One row per school, from the raw tables alone. A nonpublic school is published as 0000001; the
# codes below are the agency's own (code_translations says that P means 10).
COUNT_SQL = """
with here as (
    select
        enrollments.student_id,
        enrollments.org_id,
        case when org_type = 'nonpublic_school' then '0000001' else right(cds_code, 7) end as code
    from enrollments
    inner join orgs using (org_id)
    where entry_date <= $census and coalesce(exit_date, '9999-12-31') >= $census
        and enrollment_type_code = 'P' and enrollments.is_deleted = 'false'
),
learners as (
    select student_id from (
        select *, row_number() over (partition by student_id order by start_date desc) as place
        from student_language_statuses where start_date <= $census
    ) where place = 1 and elas_code = 'EL'
),
members as (
    select distinct student_id, org_id, program_code from student_programs
    where start_date <= $census and coalesce(end_date, '9999-12-31') >= $census
)
select
    code,
    count(*),
    count(*) filter (student_id in (select student_id from learners)),
    count(*) filter ((student_id, org_id, 'FOSTER') in (from members)),
    count(*) filter ((student_id, org_id, 'HOMELESS') in (from members)),
    count(*) filter ((student_id, org_id, 'MIGRANT') in (from members))
from here group by code
"""


def load(folder: Path) -> duckdb.DuckDBPyConnection:
    """Every table of a folder as a view, all text."""
    con = duckdb.connect()
    for file in folder.glob("*.csv"):
        con.execute(
            f"create view {file.stem} as "
            f"select * from read_csv('{file}', all_varchar = true, header = true)"
        )
    return con


def counted(folder: Path) -> Counts:
    rows = load(folder).execute(COUNT_SQL, {"census": CENSUS}).fetchall()
    return {row[0]: tuple(row[1:]) for row in rows}


def published(file: Path, names: dict[str, str], keep: Callable[[dict[str, str]], bool]) -> Counts:
    """The facts of a pupil-count file; schools without pupils do not show in the tables."""
    wanted = ("enrollment", "english_learners", "foster", "homeless", "migrant")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if keep(row)]
    counts = {
        row[names["school_code"]].strip(): tuple(int(row[names[name]]) for name in wanted)
        for row in rows
    }
    return {code: numbers for code, numbers in counts.items() if numbers[0] > 0}


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def column_names() -> dict[str, str]:
    rows = sample.rows_of(sample.PARTS / "pupil_count_columns.csv")
    return {row["column_name"]: row["state_file_column"] for row in rows}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "demo"
    assert sample.main(["--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def defects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "defects"
    assert sample.main(["--out", str(folder), "--with-defects"]) == 0
    return folder


def test_the_same_seed_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    sample.main(["--out", str(tmp_path / "again")])
    sample.main(["--out", str(tmp_path / "other"), "--seed", "2"])
    assert digests(tmp_path / "again") == digests(demo)
    assert digests(tmp_path / "other")["students.csv"] != digests(demo)["students.csv"]


def test_census_counts_of_the_demo_are_the_published_ones(demo: Path) -> None:
    names = {name: name for name in column_names()}
    assert counted(demo) == published(DEMO, names, lambda row: True)


def test_other_seeds_keep_the_published_counts(tmp_path: Path) -> None:
    sample.main(["--out", str(tmp_path), "--seed", "4711"])
    names = {name: name for name in column_names()}
    assert counted(tmp_path) == published(DEMO, names, lambda row: True)


def test_every_table_has_the_columns_of_the_contract(demo: Path) -> None:
    contract: dict[str, list[str]] = {}
    for row in sample.rows_of(common.SEEDS / "contract" / "raw_columns.csv"):
        contract.setdefault(row["table_name"], []).append(row["column_name"])
    extra = contract.pop("*")
    assert {file.name for file in demo.iterdir()} == {f"{table}.csv" for table in contract}
    for table, columns in contract.items():
        with (demo / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            header, first = next(csv.reader(lines)), next(lines, "")
        assert header in (columns, columns + extra), table
        assert first, f"{table} has no rows"


def test_files_belong_to_the_owner_alone(demo: Path) -> None:
    assert stat.S_IMODE(demo.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in demo.iterdir()} == {0o600}


def test_primary_spans_of_a_student_never_overlap(demo: Path) -> None:
    overlaps = (
        load(demo)
        .execute("""
        with spans as (
            select * from enrollments
            where enrollment_type_code = 'P' and is_deleted = 'false'
                and exit_code is distinct from 'NOSHOW'
        )
        select a.enrollment_id, b.enrollment_id
        from spans as a
        inner join spans as b
            on a.student_id = b.student_id and a.enrollment_id < b.enrollment_id
            and a.entry_date <= coalesce(b.exit_date, '9999-12-31')
            and b.entry_date <= coalesce(a.exit_date, '9999-12-31')
    """)
        .fetchall()
    )
    assert overlaps == []


def test_keys_are_unique_and_references_hold(demo: Path) -> None:
    con = load(demo)
    keys: dict[str, list[str]] = {}
    for row in sample.rows_of(common.SEEDS / "contract" / "raw_columns.csv"):
        table, column = row["table_name"], row["column_name"]
        if row["is_key"] == "true":
            keys.setdefault(table, []).append(column)
        if row["references_column"]:
            other, other_column = row["references_column"].split(".")
            orphans = con.execute(
                f"select {column} from {table} where {column} is not null "
                f"except select {other_column} from {other}"
            ).fetchall()
            assert orphans == [], f"{table}.{column}"
    for table, columns in keys.items():
        listed = ", ".join(columns)
        twice = con.execute(
            f"select {listed} from {table} group by {listed} having count(*) > 1"
        ).fetchall()
        assert twice == [], table


def test_the_demo_holds_what_the_files_need(demo: Path) -> None:
    con = load(demo)

    def distinct(column: str, table: str, where: str = "true") -> set[str]:
        return {
            row[0]
            for row in con.execute(
                f"select distinct {column} from {table} where {where}"
            ).fetchall()
        }

    assert len(distinct("grade_code", "enrollments")) == 14
    assert {"P", "S", "ST"} <= distinct("enrollment_type_code", "enrollments")
    assert {"YREND", "UPD", "XFER", "PRIV", "OUTST", "COMPL", "NOSHOW", "SEC"} <= distinct(
        "exit_code", "enrollments"
    )
    assert distinct("include_indicator", "assessment_results") == {"N", "T", "R", "Y"}
    assert distinct("test_year", "assessment_results") == {"2018", "2021"}
    assert distinct("left(outcome_date, 4)", "student_waivers") == {"2014", "2015"}
    assert {"2018", "2023"} <= distinct("left(incident_date, 4)", "discipline_incidents")
    assert {"Enrolled", "Pending", "Completed", "Dropped"} == distinct(
        "status_code", "adult_class_enrollments"
    )
    names = "".join(distinct("legal_last_name", "students"))
    assert all(character in names for character in "'-ñ ")
    missing = con.execute("""
        select count(*), count(exit_date) from students
        inner join enrollments using (student_id)
        where ssid is null and student_id like 'P%' and enrollments.is_deleted = 'false'
    """).fetchone()
    assert missing is not None and missing[0] > 0 and missing[1] == 0


@pytest.mark.parametrize("students", [1, 100, 6001])
def test_students_scales_the_demo(students: int, tmp_path: Path) -> None:
    sample.main(["--out", str(tmp_path), "--students", str(students)])
    assert sum(numbers[0] for numbers in counted(tmp_path).values()) == students


def test_defects_are_planted_where_the_list_says(demo: Path, defects: Path) -> None:
    clean, planted = load(demo), load(defects)
    cases = sample.rows_of(sample.PARTS / "planted_cases.csv")
    assert len({case["case_number"] for case in cases}) > 90
    for table, column in {(case["table_name"], case["key_column"]) for case in cases}:
        query = f"select distinct {column} from {table}"
        before, after = (
            {key for (key,) in con.execute(query).fetchall()} for con in (clean, planted)
        )
        keys = {
            case["key_value"]
            for case in cases
            if (case["table_name"], case["key_column"]) == (table, column)
        }
        assert keys <= after, (table, keys - after)
        assert not keys & before, (table, keys & before)


def test_defects_leave_the_other_rows_alone(demo: Path, defects: Path) -> None:
    for file in demo.iterdir():
        kept = set(file.read_text(encoding="utf-8").splitlines())
        assert kept <= set((defects / file.name).read_text(encoding="utf-8").splitlines()), file


def test_planted_values_are_bad_in_the_file(defects: Path) -> None:
    students = {
        row[0]: row
        for row in load(defects)
        .execute(
            "select student_id, legal_last_name, birth_date, ssid from students "
            "where student_id like 'RD%' or student_id like 'EC%'"
        )
        .fetchall()
    }
    assert students["EC027"][1] == "O^Neil"
    assert students["RD01"][2] == "13/45/2012"
    assert students["RD07"][3] == "12345"
    assert "\t" in students["RD08"][1] and "\n" in students["RD09"][1]
    assert len(students["RD12"][1]) > 50


def test_parquet_replaces_csv(tmp_path: Path) -> None:
    sample.main(["--out", str(tmp_path), "--students", "60"])
    sample.main(["--out", str(tmp_path), "--students", "60", "--parquet"])
    assert {file.suffix for file in tmp_path.iterdir()} == {".parquet"}
    rows = duckdb.sql(f"select distinct typeof(birth_date) from '{tmp_path}/students.parquet'")
    assert rows.fetchall() == [("VARCHAR",)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--students", "0"],
        ["--seed", "-1"],
        ["--district", "5075556"],
        ["--pupil-counts", str(DEMO)],
        ["--pupil-counts", "nowhere.csv", "--district", "5075556"],
        ["--pupil-counts", str(DEMO), "--district", "5075556"],
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_two(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--out", str(tmp_path / "out"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ") and done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_file_as_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(common.UserError):
        sample.main(["--out", str(tmp_path / "out")])


def test_a_larger_district_has_its_published_counts(tmp_path: Path) -> None:
    folder = os.environ.get("PUBLIC_DATA")
    if not folder:
        pytest.skip("PUBLIC_DATA is not set: no published pupil-count file to compare with")
    file = Path(folder) / "ca_upc_2023_24" / "school_level.csv"
    sample.main(["--out", str(tmp_path), "--pupil-counts", str(file), "--district", "2866266"])
    expected = published(
        file,
        column_names(),
        lambda row: row["County Code"] == "28" and row["District Code"] == "66266",
    )
    assert len(expected) > 20
    assert counted(tmp_path) == expected


def test_an_unknown_or_unclear_district_is_refused(tmp_path: Path) -> None:
    names = column_names()
    file = tmp_path / "counts.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(names.values()))
        writer.writeheader()
        for county in ("01", "02"):
            writer.writerow(
                {
                    column: {
                        "County Code": county,
                        "District Code": "12345",
                        "School Code": "0000123",
                        "Total Enrollment": "20",
                        "Low Grade": "K",
                        "High Grade": "5",
                    }.get(column, "0")
                    for column in names.values()
                }
            )
    base = ["--out", str(tmp_path / "out"), "--pupil-counts", str(file), "--district"]
    with pytest.raises(common.UserError, match="7 digits"):
        sample.main([*base, "12345"])
    with pytest.raises(common.UserError, match="none"):
        sample.main([*base, "99999"])
    assert sample.main([*base, "0112345", "0212345"]) == 0
    assert load(tmp_path / "out").execute(
        "select count(*) from orgs where org_type = 'lea'"
    ).fetchall() == [(2,)]


def test_case_145_findings_of_a_student_hold_no_name(defect_warehouse, query):
    names = query(
        defect_warehouse,
        "select legal_first_name, legal_last_name, birth_date "
        "from staging.stg_sis__students where student_id = 'RD01'",
    )
    first, last, birth_date = names[0]
    assert birth_date is None and first and last
    told = query(
        defect_warehouse,
        "select rule_id, concat_ws(' ', record_key, value, message) "
        "from exports.export_findings where contains(record_key, 'RD01')",
    )
    assert "uncastable_value" in {rule for rule, _ in told}
    assert not [rule for rule, text in told if first in text or last in text]


# Planted case -> the findings and exclusions of a plain run that tell it.
TOLD = {
    "EC113A|EC053X": {"CRSE0274F2"},
    "EC138|1-EC138S|12": {"GERR0001"},
    "RD21P": {"blank_raw_column"},
    "RD22|residence": {"blank_raw_column"},
    "RD23|S00003": {"uncastable_value"},
    "RD25|EC000": {"longer_than_one_source"},
    "SR0439A": {"SENR0439F1"},
    "SR0719A": {"SENR0719E3"},
    "TRUANT|RD23": {"outside_date_range"},
    "TRUANT|RD24": {"truancy_without_state_code"},
    "school 0199119": {"census_day_not_instructional"},
}


def test_planted_cases_are_reported(defect_warehouse, query):
    told = query(
        defect_warehouse,
        "select record_key, rule_id from exports.export_findings "
        "union all select record_key, exclusion_reason from exports.export_exclusions",
    )
    for key, rules in TOLD.items():
        assert rules <= {rule for record, rule in told if key in record}, key
    assert ("EC138-1|EC138S|12", "GERR0001") not in told


def test_what_no_other_row_holds_is_reported(defect_warehouse, query):
    references = [
        (row["table_name"], row["column_name"])
        for row in sample.rows_of(common.SEEDS / "contract" / "raw_columns.csv")
        if row["references_column"]
    ]
    cases = [
        case
        for case in sample.rows_of(sample.PARTS / "planted_cases.csv")
        if case["case_number"].startswith("OR")
    ]
    assert [(case["table_name"], case["key_column"]) for case in cases] == references
    told = query(
        defect_warehouse,
        "select concat_ws(' ', record_key, value) from exports.export_findings "
        "where export_name = 'raw' "
        "union all select record_key from exports.export_exclusions",
    )
    # A waiver is a candidate in its own year alone, there without its student.
    silent = {
        case["table_name"]
        for case in cases
        if not any(case["case_number"] in row for (row,) in told)
    }
    assert silent == {"student_waivers"}


# Academic year and day of a run -> errors of its files: rule and part of the record key.
LATER = {
    ("2024-2025", "2025-05-31"): {
        "int_calpads__course_sections_errors": ("mostly_vacant", "all rows"),
        "int_calpads__sass_errors": ("SDEM0684F2", "EC118|"),
        "int_cast__research_errors": ("scored_without_scale_score", "row "),
    },
    ("2025-2026", "2026-05-31"): {"int_calpads__senr_errors": ("FLASH318", "SR0318A")},
}


@pytest.mark.parametrize("run", LATER)
def test_planted_cases_are_reported_in_the_years_of_their_rules(
    defect_warehouse, own_copy, query, run
):
    warehouse = own_copy(defect_warehouse)
    options = {"ACADEMIC_YEAR": run[0], "AS_OF_DATE": run[1], "TEST_YEAR": "2021"}
    with without_options(**{f"STATEFILES_{name}": value for name, value in options.items()}):
        build.build(warehouse, [f"model.statefiles.{errors}" for errors in LATER[run]])
    for errors, (rule, key) in LATER[run].items():
        records = query(
            warehouse,
            f"select record_key from intermediate.{errors} where rule_id = ?",
            [rule],
        )
        assert any(key in record for (record,) in records), (errors, rule, records)


def test_case_149_the_planted_status_cannot_be_cleared(defect_warehouse, own_copy, tmp_path):
    warehouse = own_copy(defect_warehouse)
    to = ("sps", "--warehouse", warehouse, "--out", tmp_path)
    program("export", *to, "--no-build", STATEFILES_AS_OF_DATE=AS_OF_DATE)
    program("export", *to, "--end-date", "2023-10-31", STATEFILES_AS_OF_DATE=AS_OF_DATE)
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as lines:
        told = [
            (row["record_key"], row["column_name"])
            for row in csv.DictReader(lines)
            if row["rule_id"] == "cleared_value_not_sent"
        ]
    assert ("EC149|ESL", "program_status") in told, told


def test_a_planted_fault_is_told_by_the_rule_that_it_breaks(defect_warehouse, query) -> None:
    of_the_year = (
        "select rule_id from reference.validation_rules where coalesce(first_year, 0) <= 2024"
    )
    rules = {name for (name,) in query(defect_warehouse, of_the_year)}
    told = {
        (rule, part)
        for rule, key, local_id in query(
            defect_warehouse, "select rule_id, record_key, local_id from exports.export_findings"
        )
        for part in (*(key or "").split("|"), local_id)
    }
    cases = sample.rows_of(sample.PARTS / "planted_cases.csv")
    planted = {
        (case["case_number"], case["key_value"]) for case in cases if case["case_number"] in rules
    }
    assert len(planted) > 5
    assert planted <= told, planted - told
