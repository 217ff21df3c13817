"""Adapters: what arrives of another system's files, what is told of the rest, and deltas."""

import csv
import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from conftest import parsed, program
from statefiles import adapters, common, project, statements
from statefiles.common import ROOT

SAMPLES = ROOT / "tests" / "python" / "adapters"
SEED = common.seed("adapters/adapter_columns")
SOURCES = {  # with every file that the adapter reads
    "aeries": SAMPLES / "aeries",
    "edfi": SAMPLES / "edfi",
    "edfi_ods": SAMPLES / "edfi_ods",
    "edfi_template": SAMPLES / "edfi_template",
    "infinite_campus": SAMPLES / "infinite_campus",
    "oneroster": SAMPLES / "oneroster_1_2",
    "powerschool": SAMPLES / "powerschool",
    "sds": SAMPLES / "sds",
    "synergy": SAMPLES / "synergy",
}
PUBLIC = os.environ.get("PUBLIC_DATA", "")
Rows = list[dict[str, str]]


def load(folder: Path, warehouse: Path, source: str, *options: str) -> str:
    done = program("load", folder, "--from", source, "--warehouse", warehouse, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(folder: Path, warehouse: Path, source: str, *options: str) -> str:
    """What is said when a load is refused: plain words, exit code 2."""
    done = program("load", folder, "--from", source, "--warehouse", warehouse, *options)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    return done.stderr


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a sample that the test may change."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(SAMPLES / name, tmp_path / name))

    return copy


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def test_a_kept_adapter_is_what_dbt_compiles_and_is_made_anew_when_damaged():
    found = adapters.read("oneroster")
    known = project.read()
    assert found == adapters.read("oneroster") == adapters.compiled(known, "oneroster")
    kept = statements.folder(known) / "oneroster.json"
    for damage in ("", "{", '{"unknown": 1}'):
        kept.write_text(damage)
        assert adapters.read("oneroster") == found and kept.read_text() != damage


@pytest.mark.parametrize("source", SOURCES)
def test_the_seed_says_exactly_what_the_sql_fills(source, warehouse, query):
    load(SOURCES[source], warehouse, source)
    adapter = adapters.read(source)
    contract = {row["table_name"] for row in common.seed("contract/raw_tables")}
    assert set(adapter.queries) <= contract
    for table in contract:
        filled = {
            row["column_name"]
            for row in SEED
            if row["source"] == source and row["table_name"] == table and row["filled_by"]
        }
        given = set()
        if table in adapter.queries:
            given = {name for name, *_ in query(warehouse, f"describe {adapter.queries[table]}")}
        assert given - {"is_deleted", "updated_at"} == filled, table
        if given:
            (node,) = [n for n in parsed().nodes.values() if n.name == f"{source}__{table}"]
            assert {name for name, c in node.columns.items() if c.description} == given


def test_the_seed_has_every_source_and_column_once():
    assert {row["source"] for row in SEED} == set(adapters.names()) == set(SOURCES)
    columns: dict[str, list[str]] = {}
    for row in common.seed("contract/raw_columns"):
        columns.setdefault(row["table_name"], []).append(row["column_name"])
    del columns["*"]
    for source in SOURCES:
        told: dict[str, list[str]] = {}
        for row in SEED:
            if row["source"] == source:
                told.setdefault(row["table_name"], []).append(row["column_name"])
        assert set(told) == set(columns)
        assert all(names in (["*"], columns[table]) for table, names in told.items())
    assert all(row["filled_by"] or row["note"] for row in SEED)


@pytest.mark.parametrize("source", SOURCES)
def test_what_fills_a_column_is_read_of_the_files(source):
    """Names in the seed, such as users.givenName, are columns that the adapter reads."""
    read_columns = {
        f"{table.name}.{name}".lower() for table in adapters.read(source).tables
        for name in table.columns
    }  # fmt: skip
    named = {
        name.lower() for row in SEED if row["source"] == source for name in row["filled_by"].split()
    }
    assert named - read_columns == set()


def test_oneroster_1_2(warehouse, query):
    told = load(SAMPLES / "oneroster_1_2", warehouse, "oneroster")
    assert "Loaded 11 tables" in told and "users.username" in told
    assert query(warehouse, "select org_id, parent_org_id, org_type, cds_code from raw.orgs") == [
        ("D1", None, "lea", "50711750000000"),  # a department is no place
        ("S1", "D1", "school", "50711756112345"),
        ("S2", "D1", "school", "50711755012345"),
    ]
    assert query(
        warehouse,
        "select session_id, org_id, school_year, term_code, start_date, end_date "
        "from raw.academic_sessions",
    ) == [
        # Two semesters are one session; the end is exclusive.
        ("F24,W24|S2", "S2", "2024", "Fall + Spring", "2023-08-10", "2024-05-30"),
        ("F24|S1", "S1", "2024", "Fall", "2023-08-10", "2023-12-22"),
    ]
    assert query(
        warehouse,
        "select student_id, ssid, preferred_first_name, gender_code, is_hispanic, "
        "concat_ws(' ', race_code_1, race_code_2, race_code_3, race_code_4, race_code_5) "
        "from raw.students",
    ) == [
        ("U1", "1234567890", "Annie", "female", "true", "white"),
        ("U2", "1234567891", None, "male", "false", "asian white"),
        ("U3", None, None, "male", None, ""),
        ("U4", "1234567893", None, "female", "false", "blackOrAfricanAmerican"),
    ]
    assert query(
        warehouse,
        "select enrollment_id, org_id, entry_date, exit_date, grade_code, enrollment_type_code "
        "from raw.enrollments where student_id = 'U4'",
    ) == [
        ("R4", "S1", "2023-08-10", "2024-02-09", "07", "primary"),
        ("R9", "S2", "2024-02-12", None, "07", "primary"),  # no first day: that of the class
    ]
    assert query(
        warehouse, "select student_id, guardian_order, first_name from raw.student_guardians"
    ) == [("U1", "1", "Rosa"), ("U1", "2", "Luis")]
    assert query(
        warehouse, "select section_id, exclude_from_state_reporting from raw.sections"
    ) == [("K1", None), ("K2", None), ("K3", "true")]
    assert query(warehouse, "select staff_id, seid, race_code_2 from raw.staff") == [
        ("U5", "9876543210", "asian"),
        ("U6", None, None),
    ]
    assert query(
        warehouse, "select staff_id, org_id, job_classification_code from raw.staff_assignments"
    ) == [("U5", "S2", "aide"), ("U5", "S1", "teacher"), ("U6", "S2", "teacher")]


def test_oneroster_1_1_has_roles_in_its_users(warehouse, query):
    load(SAMPLES / "oneroster_1_1", warehouse, "oneroster")
    assert query(
        warehouse,
        "select enrollment_id, entry_date, exit_date, enrollment_type_code from raw.enrollments",
    ) == [
        ("U1|S1", "2023-08-10", None, None),
        ("U2|S1", "2023-08-10", None, None),  # the class has no first day: that of its term
        ("U3|S2", "2023-08-14", None, None),
        ("U4|S1", "2023-08-10", None, None),
    ]
    assert query(warehouse, "select count(*) from raw.staff") == [(2,)]
    given = "select file_name from raw.load_manifest where table_name = 'staff_assignments'"
    assert query(warehouse, given) == [(None,)]


def test_sds(warehouse, query):
    load(SAMPLES / "sds", warehouse, "sds")
    assert query(
        warehouse, "select org_id, parent_org_id, org_type from raw.orgs where org_type <> 'school'"
    ) == [("50711750000000", None, "lea")]
    assert query(
        warehouse, "select school_year, term_code, start_date, end_date from raw.academic_sessions"
    ) == [  # the year of the first day, whatever schoolYear means
        ("2024", "Fall + Spring", "2023-08-10", "2024-05-30"),
        ("2024", "Fall", "2023-08-10", "2023-12-22"),
    ]
    assert query(
        warehouse, "select student_id, is_hispanic, race_code_1, has_disability from raw.students"
    ) == [("U1", "true", "white", "true"), ("U2", None, "asian", None), ("U3", None, None, None)]
    assert query(
        warehouse, "select student_id, entry_date, exit_date, grade_code from raw.enrollments"
    ) == [
        ("U1", "2023-08-10", "2024-05-30", "07"),
        ("U2", "2023-08-10", "2024-02-09", "08"),
        ("U3", "2023-08-14", None, "10"),
    ]
    assert query(
        warehouse, "select student_id, guardian_order, first_name from raw.student_guardians"
    ) == [("U1", "1", "Rosa"), ("U1", "2", "Luis")]


def test_edfi(warehouse, query):
    told = load(SAMPLES / "edfi", warehouse, "edfi")
    assert "students.id" in told.split("Unknown columns ignored: ")[1]
    assert query(warehouse, "select org_id, parent_org_id, org_type, cds_code from raw.orgs") == [
        ("5012345", "5071175", "school", "50711755012345"),
        ("5071175", None, "lea", "50711750000000"),
        ("6112345", "5071175", "school", "50711756112345"),
    ]
    assert query(
        warehouse,
        "select student_id, local_student_id, ssid, gender_code, is_hispanic, race_code_2, "
        "primary_language_code from raw.students",
    ) == [  # what was said last of the first student counts, not an older word of her school
        ("U1", "100231", "1234567890", "uri://ed-fi.org/SexDescriptor#Female", "true", None,
         "uri://ed-fi.org/LanguageDescriptor#spa"),
        ("U2", "U2", "1234567891", "uri://ed-fi.org/SexDescriptor#Male", "false",
         "uri://ed-fi.org/RaceDescriptor#White", None),
        ("U3", "U3", None, "uri://ed-fi.org/SexDescriptor#Male", None, None, None),
    ]  # fmt: skip
    section = "101|6112345|2024|Fall|MA07"
    assert query(warehouse, "select section_id, course_id, session_id from raw.sections") == [
        (section, "MA07|5071175", "6112345|2024|Fall")
    ]
    for table in ("section_enrollments", "section_staff", "course_grades"):
        assert query(warehouse, f"select distinct section_id from raw.{table}") == [(section,)]
    assert query(warehouse, "select final_mark from raw.course_grades") == [("A",)]  # Final alone
    assert query(warehouse, "select fte_percent from raw.staff_assignments") == [("60.000",)]
    assert query(warehouse, "select is_instructional from raw.calendar_days") == [
        ("true",), ("false",),
    ]  # fmt: skip
    assert query(warehouse, "select program_code, start_date from raw.student_programs") == [
        ("Free meals", "2023-08-10")
    ]


def test_the_ods_gives_what_the_api_gives(warehouse, tmp_path, query):
    other = tmp_path / "other.duckdb"
    load(SAMPLES / "edfi", warehouse, "edfi")
    load(SAMPLES / "edfi_ods", other, "edfi_ods")
    tables = ("orgs", "academic_sessions", "calendar_days", "courses", "sections", "section_staff",
              "section_enrollments", "staff_assignments", "enrollments")  # fmt: skip
    for table in tables:
        rows = f"select * exclude (updated_at) from raw.{table}"
        assert query(other, rows) == query(warehouse, rows) != [], table
    assert query(
        other,
        "select student_id, local_student_id, ssid, gender_code, is_hispanic, race_code_1, "
        "race_code_2, preferred_first_name from raw.students",
    ) == [
        ("U1", "100231", "1234567890", "uri://ed-fi.org/SexDescriptor#Female", "True",
         "uri://ed-fi.org/RaceDescriptor#White", None, "Annie"),
        ("U2", "U2", "1234567891", "uri://ed-fi.org/SexDescriptor#Male", "False",
         "uri://ed-fi.org/RaceDescriptor#Asian", "uri://ed-fi.org/RaceDescriptor#White", None),
        ("U3", "U3", None, "uri://ed-fi.org/SexDescriptor#Male", None, None, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ['{"studentUniqueId": "1"', "[1]", "word"])
def test_a_line_that_is_no_object_is_refused(own, warehouse, text):
    folder = own("edfi")
    with (folder / "students.jsonl").open("a") as file:
        file.write(text + "\n")
    sentence = "students.jsonl cannot be read as JSONL, an object on each line"
    assert sentence in refused(folder, warehouse, "edfi")
    assert not warehouse.exists()


def test_a_value_of_another_form_is_refused_in_a_sentence(own, warehouse):
    folder = own("edfi")
    rows = [{"localeducationagencyid": "1", "identificationcodes": "[1"}]
    (folder / "localEducationAgencies.jsonl").unlink()
    write(folder / "localEducationAgencies.csv", rows)
    sentence = refused(folder, warehouse, "edfi")
    assert "The raw table orgs cannot be made of edfi: localEducationAgencies.csv" in sentence
    assert not warehouse.exists()


def test_a_resource_may_have_no_rows_and_be_compressed(own, warehouse, query):
    folder = own("edfi")
    (folder / "grades.jsonl").write_text("")
    path = folder / "students.jsonl"
    (folder / "students.jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    load(folder, warehouse, "edfi")
    counts = "select (select count(*) from raw.students), (select count(*) from raw.course_grades)"
    assert query(warehouse, counts) == [(3, 0)]


def test_powerschool(warehouse, query):
    load(SAMPLES / "powerschool", warehouse, "powerschool")
    assert query(
        warehouse,
        "select enrollment_id, student_id, org_id, entry_date, exit_date, exit_code, grade_code "
        "from raw.enrollments",
    ) == [  # the exit date of PowerSchool is the first day that the student does not attend
        ("ReEnrollments|9", "1", "5012345", "8/10/2022", "2023-06-01", "T160", "8"),
        ("Students|1", "1", "6112345", "8/10/2023", "2024-05-31", None, "9"),
        ("Students|2", "2", "6112345", "8/10/2023", "2024-02-09", "T180", "0"),
    ]
    assert query(
        warehouse, "select student_id, ssid, is_hispanic, race_code_2 from raw.students"
    ) == [("1", "1234567890", "1", "700"), ("2", None, None, None)]
    assert query(
        warehouse, "select section_id, student_id, end_date from raw.section_enrollments"
    ) == [("71", "1", "2023-12-22"), ("71", "2", "2023-10-31")]  # the second has dropped it
    assert query(warehouse, "select section_id, staff_id from raw.section_staff") == [("71", "31")]
    assert query(warehouse, "select session_id, school_year from raw.academic_sessions") == [
        ("6112345|3301", "2024")
    ]
    assert query(warehouse, "select count(*) from raw.orgs") == [(3,)]  # the agency's own file


def test_aeries_places_terms_and_calendar(warehouse, query):
    load(SAMPLES / "aeries", warehouse, "aeries")
    assert query(warehouse, "select org_id, parent_org_id, org_type, cds_code from raw.orgs") == [
        ("0", None, "lea", "50711750000000"),
        ("20", "0", "school", "50711756112345"),
        ("30", "0", "school", "50711755012345"),
        ("70", "0", "nonpublic_school", None),  # 0000001 is no code of its own; deleted 99 is gone
    ]
    assert query(
        warehouse, "select session_id, school_year, end_date from raw.academic_sessions"
    ) == [
        ("20|F", "2024", "2023-12-22"),
        ("20|Y", "2024", "2024-05-31"),
        ("30|Y", "2024", "2024-05-31"),
    ]
    assert query(warehouse, "select calendar_date, is_instructional from raw.calendar_days") == [
        ("2023-08-10", "true"),
        ("2023-09-04", "false"),  # holiday
        ("2023-09-05", "true"),  # minimum day
        ("2023-09-06", "false"),  # staff development
    ]


def test_aeries_students_and_enrollments(warehouse, query):
    load(SAMPLES / "aeries", warehouse, "aeries")
    assert query(
        warehouse,
        "select student_id, legal_first_name, race_code_2, is_hispanic, us_school_entry_date "
        "from raw.students",
    ) == [  # the active row of a student counts, else that of the latest school
        ("100231", "Ana", "201", "Y", "2016-08-20"),
        ("100232", "Bo", "700", "N", "2015-08-20"),
        ("100233", "Cy", None, None, None),  # Z is no answer
    ]
    assert query(
        warehouse,
        "select student_id, org_id, exit_date, exit_code, enrollment_type_code, "
        "residence_district_code from raw.enrollments",
    ) == [  # the leave date is the last day
        ("100231", "20", None, None, "blank", None),
        ("100232", "20", "2024-02-09", "440", "blank", "5071167"),
        ("100232", "30", "2024-03-01", "160", "N", "5071167"),
        ("100233", "70", None, None, "blank", None),
    ]
    assert query(
        warehouse, "select student_id, start_date, elas_code from raw.student_language_statuses"
    ) == [  # the status of CALPADS of 2022 and the day of reclassification are one
        ("100231", "2016-08-20", "EL"),
        ("100231", "2022-05-02", "RFEP"),
        ("100232", "2015-08-20", "EO"),
    ]
    assert query(
        warehouse, "select student_id, program_code, end_date from raw.student_programs"
    ) == [("100231", "F", "2024-06-30"), ("100231", "191", None)]
    assert query(
        warehouse, "select student_id, attendance_date, attendance_code from raw.attendance_days"
    ) == [("100231", "2023-08-22", "I")]  # entries and leaves are no days


def test_aeries_sections(warehouse, query):
    load(SAMPLES / "aeries", warehouse, "aeries")
    assert query(
        warehouse,
        "select course_id, cte_articulated, uc_csu_approved, exclude_from_state_reporting "
        "from raw.courses",
    ) == [
        ("EN08", "true", "true", "false"),
        ("MA07", "false", "false", "false"),
        ("PREP", "false", "false", "true"),  # 6012 skips a course
    ]
    assert query(warehouse, "select section_id, session_id, class_id from raw.sections") == [
        ("20|101", "20|F", None),
        ("20|102", "20|Y", "20|100"),
    ]
    assert query(
        warehouse, "select section_id, staff_id, start_date, end_date from raw.section_staff"
    ) == [  # section staff where there is some, else both teacher numbers from the term's start
        ("20|101", "9001", "2023-08-10", "2023-10-31"),
        ("20|101", "9002", "2023-11-01", None),
        ("20|102", "9001", "2023-08-10", None),
        ("20|102", "9002", "2023-08-10", None),
    ]
    assert query(
        warehouse, "select section_id, student_id, end_date from raw.section_enrollments"
    ) == [
        ("20|101", "100231", "2023-12-22"),
        ("20|101", "100232", "2023-10-31"),
        ("20|102", "100231", "2024-05-31"),
    ]
    assert query(warehouse, "select staff_id, legal_first_name, seid from raw.staff") == [
        ("9001", "Teresa", "9876543210"),  # the legal name where filled
        ("9002", "Uma", None),
    ]


def test_aeries_discipline(warehouse, query):
    load(SAMPLES / "aeries", warehouse, "aeries")
    assert query(warehouse, "select incident_id, incident_date from raw.discipline_incidents") == [
        ("100232|2", "2023-11-15"),  # without a number the record is an incident of its own
        ("55", "2023-10-01"),  # two students; the earliest day
    ]
    assert query(
        warehouse,
        "select incident_id, student_id, offense_code, weapon_code from raw.discipline_offenses",
    ) == [
        ("100232|2", "100232", "11", None),
        ("55", "100231", "07", "20"),
        ("55", "100232", "11", None),  # of two offenses it is not said which had the weapon
        ("55", "100232", "20", None),
    ]
    assert query(
        warehouse, "select action_id, incident_id, duration_days from raw.discipline_actions"
    ) == [
        ("100231|1|SUS|1", "55", "2"),
        ("100232|1|SUS|1", "55", "1"),
        ("100232|1|SUS|2", "55", "3"),
    ]


def test_infinite_campus(warehouse, query):
    load(SAMPLES / "infinite_campus", warehouse, "infinite_campus")
    assert query(
        warehouse,
        "select session_id, school_year, term_code, start_date, end_date "
        "from raw.academic_sessions",
    ) == [  # a section of both semesters is in one session of both
        ("6112345|1", "2024", "S1", "2023-08-10", "2023-12-22"),
        ("6112345|1,2", "2024", "S1 + S2", "2023-08-10", "2024-05-31"),
    ]
    assert query(
        warehouse, "select student_id, ssid, legal_first_name, legal_last_name from raw.students"
    ) == [  # the current identity; who has no enrollment is no student
        ("1", "1234567890", "Ana", "Ruiz"),
        ("2", "1234567891", "Bo", "Chen"),
        ("3", None, "Cy", "Diaz"),
    ]
    assert query(
        warehouse,
        "select enrollment_id, org_id, exit_date, enrollment_type_code, "
        "exclude_from_state_reporting from raw.enrollments",
    ) == [
        ("501", "6112345", None, "P", None),
        ("502", "6112345", "2024-02-09", "P", None),
        ("503", "5012345", None, "S", None),
        ("504", "5012345", "2023-08-13", "P", None),  # a no-show leaves the day before the first
        ("505", "6112345", None, "N", "true"),  # services of special education alone
    ]
    assert query(warehouse, "select section_id, session_id from raw.sections") == [
        ("71", "6112345|1"),
        ("72", "6112345|1,2"),  # 73 is of a draft of the schedule
    ]
    assert query(warehouse, "select section_id, start_date, is_primary from raw.section_staff") == [
        ("71", "2023-08-10", "true"),
        ("72", "2023-09-01", "false"),
    ]
    assert query(
        warehouse,
        "select section_id, student_id, start_date, end_date from raw.section_enrollments",
    ) == [
        ("71", "1", "2023-08-10", None),
        ("71", "2", "2023-08-10", "2023-10-31"),
        ("72", "1", "2023-08-10", None),
    ]
    assert query(warehouse, "select staff_id, legal_last_name from raw.staff") == [("9", "Nguyen")]
    assert query(warehouse, "select program_code from raw.student_programs") == [("Foster Care",)]


def test_infinite_campus_without_trials_takes_every_section(own, warehouse, query):
    folder = own("infinite_campus")
    (folder / "Trial.csv").unlink()
    load(folder, warehouse, "infinite_campus")
    assert query(warehouse, "select count(*) from raw.sections") == [(3,)]


def test_synergy(warehouse, query):
    load(SAMPLES / "synergy", warehouse, "synergy")
    assert query(
        warehouse,
        "select session_id, org_id, school_year, start_date, end_date from raw.academic_sessions",
    ) == [  # the second semester begins neither on a Saturday nor on a holiday
        ("OY1|S1", "6112345", "2024", "2023-08-10", "2023-12-22"),
        ("OY1|S2", "6112345", "2024", "2024-01-09", "2024-05-31"),
        ("OY1|YR", "6112345", "2024", "2023-08-10", "2024-05-31"),
    ]
    assert query(
        warehouse, "select student_id, local_student_id, race_code_1, race_code_2 from raw.students"
    ) == [("G1", "100231", "700", None), ("G2", "100232", "201", "700")]
    assert query(
        warehouse, "select student_id, guardian_order, first_name from raw.student_guardians"
    ) == [("G1", "1", "Rosa"), ("G1", "2", "Luis")]  # those with educational rights, by number
    assert query(
        warehouse,
        "select enrollment_id, student_id, org_id, exit_date, enrollment_type_code "
        "from raw.enrollments",
    ) == [
        ("E1", "G1", "6112345", None, "blank"),
        ("E2", "G2", "6112345", "2024-02-09", "blank"),
        ("E3", "G2", "5012345", None, "2"),
    ]
    assert query(
        warehouse, "select section_id, staff_id, start_date, is_primary from raw.section_staff"
    ) == [
        ("X1", "G10", "2023-09-01", "false"),
        ("X1", "G9", "2023-08-10", "true"),
        ("X2", "G10", "2023-08-10", "true"),
    ]
    assert query(
        warehouse,
        "select section_id, student_id, start_date, end_date from raw.section_enrollments",
    ) == [
        ("X1", "G1", "2023-08-10", None),
        ("X1", "G2", "2023-08-10", "2023-10-31"),
        ("X2", "G1", "2023-08-10", None),
    ]
    assert query(warehouse, "select student_id, attendance_code from raw.attendance_days") == [
        ("G1", "ILL"),
        ("G2", "ILL"),
        ("G2", "UNX"),
    ]
    assert query(warehouse, "select staff_id, seid, race_code_1 from raw.staff") == [
        ("G10", None, None),
        ("G9", "9876543210", "204"),
    ]


def test_synergy_without_a_calendar_begins_a_term_the_day_after_the_one_before(
    own, warehouse, query
):
    folder = own("synergy")
    (folder / "EPC_SCH_ATT_CAL.csv").unlink()
    load(folder, warehouse, "synergy")
    starts = "select start_date from raw.academic_sessions where term_code = 'S2'"
    assert query(warehouse, starts) == [("2023-12-23",)]


@pytest.mark.parametrize("source", SOURCES)
def test_a_folder_of_headers_alone_is_checked_and_loaded(source, tmp_path, warehouse, query):
    """Templates: every file that an adapter reads, with its columns and no row."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for table in adapters.read(source).tables:
        (folder / f"{table.name}.csv").write_text(",".join(table.columns) + "\n")
    if source == "oneroster":  # its manifest says which files are there
        names = [t.name for t in adapters.read(source).tables if t.name != "manifest"]
        lines = [f"file.{name},bulk" for name in names]
        (folder / "manifest.csv").write_text("propertyName,value\n" + "\n".join(lines) + "\n")
    done = program("load", folder, "--from", source, "--check", "--warehouse", warehouse)
    assert done.returncode == 0 and "Every value has a form" in done.stdout, done.stderr
    load(folder, warehouse, source)
    for table in adapters.read(source).queries:
        assert query(warehouse, f"select count(*) from raw.{table}") == [(0,)]


def test_edfi_template(warehouse, query):
    told = load(SAMPLES / "edfi_template", warehouse, "edfi_template")
    assert "Tables not given, left empty: students, " in told
    assert query(warehouse, "select org_id, parent_org_id, cds_code, zip_code from raw.orgs") == [
        ("5071175", None, "50711750000000", "95350"),
        ("6112345", "5071175", "50711756112345", "95351"),
    ]
    section = "101|6112345|2023-2024|Fall|MA07"
    assert query(warehouse, "select section_id, course_id, session_id from raw.sections") == [
        (section, "MA07|5071175", "6112345|2023-2024|Fall")
    ]
    assert query(warehouse, "select session_id, school_year from raw.academic_sessions") == [
        ("6112345|2023-2024|Fall", "2024")
    ]
    assert query(warehouse, "select calendar_date, is_instructional from raw.calendar_days") == [
        ("8/10/2023 0:00", "true"), ("9/4/2023 0:00", "false"),
    ]  # fmt: skip


@pytest.mark.skipif(not PUBLIC, reason="PUBLIC_DATA does not name the folder of public samples")
def test_the_sample_of_the_district_template(own_copy, small_warehouse, query):
    warehouse = own_copy(small_warehouse)
    folder = Path(PUBLIC) / "sis_samples" / "edfi_district_template"
    checked = program(
        "load", folder, "--from", "edfi_template", "--check", "--warehouse", warehouse
    )
    assert checked.returncode == 1, checked.stderr  # Texas numbers, two-digit years
    assert "malformed_cds_code" in checked.stdout and "uncastable_value" in checked.stdout
    load(folder, warehouse, "edfi_template")
    counts = "select (select count(*) from raw.orgs), (select count(*) from raw.sections)"
    assert query(warehouse, counts) == [(6, 2944)]
    done = program("export", "crse", "--warehouse", warehouse, "--out", warehouse.parent / "out")
    assert done.returncode in (0, 1, 2) and "Traceback" not in done.stderr, done.stderr


@pytest.mark.skipif(not PUBLIC, reason="PUBLIC_DATA does not name the folder of public samples")
def test_the_sample_of_microsoft(warehouse, query):
    folder = Path(PUBLIC) / "sis_samples" / "ms_sds_v2_1"
    checked = program("load", folder, "--from", "sds", "--check", "--warehouse", warehouse)
    assert checked.returncode == 1, checked.stderr  # a college and a ministry are no kinds of place
    assert "unlisted_raw_value" in checked.stdout and "professor" in checked.stdout
    load(folder, warehouse, "sds")
    counts = "select (select count(*) from raw.students), (select count(*) from raw.sections)"
    assert query(warehouse, counts) == [(4, 2)]


def raw_tables(warehouse: Path, query: Callable) -> dict[str, list[tuple]]:
    """Every raw table with its rows in order."""
    return {
        row["table_name"]: query(warehouse, f"from raw.{row['table_name']} order by _row_number")
        for row in common.seed("contract/raw_tables")
    }


def changes(folder: Path, name: str, day: int, *, gone: tuple = (), **changed: dict) -> Rows:
    """Change a file of a full export, and the rows that a delta of that day has of it."""
    rows = read(folder / f"{name}.csv")
    stamp = f"2024-02-0{day}T08:00:00Z"
    delta = []
    for key, values in changed.items():
        (row,) = [row for row in rows if row["sourcedId"] == key] or [dict.fromkeys(rows[0], "")]
        if row not in rows:
            rows.append(row)
        row |= {"sourcedId": key, "dateLastModified": stamp, **values}
        delta.append(row | {"status": "active"})
    delta += [
        row | {"status": "tobedeleted", "dateLastModified": stamp}
        for row in rows
        if row["sourcedId"] in gone
    ]
    write(folder / f"{name}.csv", [row for row in rows if row["sourcedId"] not in gone])
    return delta


def save_delta(folder: Path, files: dict[str, Rows], version: str) -> Path:
    """A delta with a manifest that names its files."""
    folder.mkdir()
    known = [row["propertyName"] for row in read(SAMPLES / f"oneroster_{version}/manifest.csv")]
    modes = {
        name: "delta" if name.removeprefix("file.") in files else "absent"
        for name in known
        if name.startswith("file.")
    }
    write(folder / "manifest.csv", [{"propertyName": k, "value": v} for k, v in modes.items()])
    for name, rows in files.items():
        write(folder / f"{name}.csv", rows)
    return folder


def three_days(full: Path, tmp_path: Path) -> list[Path]:
    """Changes of three days, in a full export and as deltas: a new student in a class, a name, a
    grade, a student who leaves, a class that goes, another last day.
    """
    days = []
    for day, edits in enumerate(
        (
            {
                "users": {"U9": {"givenName": "Eli", "familyName": "Fox", "grades": "08"}},
                "roles": {
                    "R19": {"userSourcedId": "U9", "role": "student", "orgSourcedId": "S1",
                            "beginDate": "2024-02-01", "roleType": "primary"},
                },
                "enrollments": {
                    "N19": {"classSourcedId": "K1", "userSourcedId": "U9", "role": "student",
                            "schoolSourcedId": "S1", "beginDate": "2024-02-01"},
                },
            },
            {
                "users": {"U9": {"familyName": "Foxx"}, "U2": {"grades": "07"}},
                "enrollments": {"N1": {"endDate": "2024-02-03"}},
                "demographics": {"U9": {"sex": "male", "birthDate": "2010-05-05"}},
            },
            {
                "roles": {"R2": {"endDate": "2024-02-03"}},
                "classes": {"K3": None},
                "enrollments": {"N7": None, "N2": {"endDate": "2024-02-03"}},
                "users": {"U8": None},
            },
        ),
        1,
    ):  # fmt: skip
        files = {
            name: changes(
                full, name, day,
                gone=tuple(key for key, values in rows.items() if values is None),
                **{key: values for key, values in rows.items() if values is not None},
            )
            for name, rows in edits.items()
        }  # fmt: skip
        days.append(save_delta(tmp_path / f"day{day}", files, "1_2"))
    return days


def test_deltas_of_three_days_give_what_a_full_load_gives(own, warehouse, tmp_path, query):
    full = own("oneroster_1_2")
    load(full, warehouse, "oneroster")
    first = raw_tables(warehouse, query)
    for day in three_days(full, tmp_path):
        before = raw_tables(warehouse, query)
        load(day, warehouse, "oneroster")
        assert raw_tables(warehouse, query) != before
    other = tmp_path / "other.duckdb"
    load(full, other, "oneroster")
    assert raw_tables(warehouse, query) == raw_tables(other, query) != first


def test_a_delta_goes_into_tables_of_an_older_version(own, warehouse, tmp_path, query):
    full, other = own("oneroster_1_2"), tmp_path / "other.duckdb"
    for path in (warehouse, other):
        load(full, path, "oneroster")
    with duckdb.connect(str(warehouse)) as con:  # its tables of the source had a column more
        con.execute("alter table oneroster.users add column _row_number bigint")
    day, *_ = three_days(full, tmp_path)
    for path in (warehouse, other):
        load(day, path, "oneroster")
    assert raw_tables(warehouse, query) == raw_tables(other, query)


def test_a_checked_delta_sees_the_load_before_it(own, warehouse, tmp_path, query):
    full = own("oneroster_1_2")
    load(full, warehouse, "oneroster")
    before = raw_tables(warehouse, query)
    day, *_ = three_days(full, tmp_path)
    done = program("load", day, "--from", "oneroster", "--check", "--warehouse", warehouse)
    assert "female" in done.stdout and "Every value has a form" in done.stdout, done.stderr
    assert raw_tables(warehouse, query) == before


def test_a_delta_without_a_load_before_it_is_refused(own, warehouse, tmp_path):
    day, *_ = three_days(own("oneroster_1_2"), tmp_path)
    assert "no load of oneroster before it" in refused(day, warehouse, "oneroster")
    assert not warehouse.exists()


def test_translations_stay_when_a_delta_does_not_name_them(own, warehouse, tmp_path, query):
    full = own("oneroster_1_2")
    (full / "code_translations.csv").write_text(
        "code_set,local_code,state_code,start_date,end_date\ncalpads.gender,female,F,,\n"
    )
    load(full, warehouse, "oneroster")
    day, *_ = three_days(full, tmp_path)
    load(day, warehouse, "oneroster")
    assert query(warehouse, "select local_code, state_code from raw.code_translations") == [
        ("female", "F")
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda folder: (folder / "users.csv").unlink(), "names users as bulk, but there is no"),
        (
            lambda folder: [(folder / f"{name}.csv").unlink() for name in ("users", "manifest")],
            "lacks files of oneroster that it cannot do without: users",
        ),
        (lambda folder: (folder / "roles.csv").unlink(), "names roles as bulk, but there is no"),
        (
            lambda folder: (folder / "manifest.csv").write_text(
                "propertyName,value\nfile.users,absent\n"
            ),
            "says that users.csv is absent, but it is there",
        ),
        (
            lambda folder: (folder / "manifest.csv").write_text(
                "propertyName,value\nfile.users,some\n"
            ),
            "gives users another word than bulk, delta or absent",
        ),
        (
            lambda folder: (folder / "students.csv").write_text("student_id\n1\n"),
            "students.csv is a table that oneroster fills from its own files",
        ),
        (
            lambda folder: (folder / "orgs.csv").write_text("sourcedId,name\nA\n"),
            "orgs.csv line 2 has 1 value but the header has 2 columns",
        ),
    ],
)
def test_a_folder_with_a_fault_is_refused_and_changes_nothing(
    own, warehouse, query, change, sentence
):
    full = own("oneroster_1_2")
    load(full, warehouse, "oneroster")
    before = raw_tables(warehouse, query)
    change(full)
    assert sentence in refused(full, warehouse, "oneroster")
    assert raw_tables(warehouse, query) == before


def test_an_unknown_source_and_options_without_theirs_are_refused(warehouse):
    folder = SAMPLES / "oneroster_1_2"
    assert "There is no adapter 'sis': write one of" in refused(folder, warehouse, "sis")
    assert "--starter goes with --check" in refused(
        folder, warehouse, "oneroster", "--starter", "x"
    )
    done = program("load", folder, "--delta", "--warehouse", warehouse)
    assert done.returncode == 2 and "--delta goes with --from" in done.stderr


def test_columns_that_the_files_of_a_source_lack_are_named(own, warehouse):
    folder = own("powerschool")
    text = (folder / "Students.csv").read_text()
    (folder / "Students.csv").write_text(text.replace("First_Name", "FirstName"))
    (folder / "StudentRace.csv").rename(folder / "StudentRaces.csv")
    for options in (("--check",), ()):
        told = program("load", folder, "--from", "powerschool", "--warehouse", warehouse, *options)
        assert told.returncode == 0, told.stderr
        assert "Files ignored: StudentRaces.csv." in told.stdout
        assert "students.firstname" in told.stdout.split("Unknown columns ignored: ")[1]
        lacking = "Columns that the files of the source lack: "
        assert "students.first_name" in told.stdout.split(lacking)[1].splitlines()[0]


def test_check_tells_codes_fields_and_gaps_and_writes_what_is_to_be_filled_in(
    own, warehouse, tmp_path, query
):
    starter = tmp_path / "starter"
    full = own("oneroster_1_2")
    options = ("load", full, "--from", "oneroster", "--check", "--warehouse", warehouse)
    done = program(*options, "--starter", starter)
    assert done.returncode == 0 and not warehouse.exists(), done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "calpads.race asian 1 students.race_code_2" in lines
    assert "calpads.gender female 2 students.gender_code" in lines
    assert any(line.startswith("senr_fall 11 11") for line in lines)
    assert any(line.startswith("sprg 11 8 education_program_code") for line in lines)
    assert "OneRoster has no programs." in done.stdout
    codes = read(starter / "code_translations.csv")
    assert {"code_set": "calpads.gender", "local_code": "male", "state_code": "?",
            "start_date": "", "end_date": ""} in codes  # fmt: skip
    assert (
        (starter / "student_programs.csv").read_text().startswith("student_program_id,student_id")
    )
    assert not (starter / "students.csv").exists()
    again = program(*options, "--starter", starter)
    assert again.returncode == 2 and "is there already and may be filled in" in again.stderr
    # What is filled in goes beside the files of the source; what is not is no answer.
    shutil.copy(starter / "code_translations.csv", full)
    assert "Without a translation: " in program(*options).stdout
    filled = (full / "code_translations.csv").read_text().replace("?", "10")
    (full / "code_translations.csv").write_text(filled)
    assert "Every local code has a translation" in program(*options).stdout
    load(full, warehouse, "oneroster")
    assert query(warehouse, "select count(*) from raw.code_translations") == [(len(codes),)]


STATE_CODES = {
    "female": "F", "male": "M", "primary": "10", "Fall": "FA", "Fall + Spring": "FY",
    "teacher": "12", "aide": "", "LOCAL9": "9105", "CA": "US-CA", "asian": "299", "white": "700",
    "TRUE": "10", "true": "10", "US": "US", "Female": "F", "Male": "M", "Fall Semester": "FA",
    "Asian": "299", "White": "700", "Seventh grade": "07", "Eighth grade": "08",
    "Tenth grade": "10", "Transferred": "T160", "blackOrAfricanAmerican": "600", "F": "F", "M": "M",
    "academic_term F": "S1", "education_program F": "181", "blank": "10", "P": "10", "S": "20",
    "N": "50", "2": "20", "7": "07", "8": "08", "07": "07", "08": "08", "10": "10", "170": "07",
    "180": "08", "T160": "T160", "160": "T160", "440": "E150", "Y": "FY", "S1": "S1",
    "S1 + S2": "FY", "YR": "FY", "2424": "2424", "2100": "2100",
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "oneroster_1_2", "oneroster_1_1", "sds", "edfi", "edfi_ods", "powerschool", "aeries",
        "infinite_campus", "synergy",
    ],
)  # fmt: skip
def test_from_files_to_exports(own, own_copy, small_warehouse, tmp_path, name):
    folder, warehouse = own(name), own_copy(small_warehouse)  # of which the seeds stay
    source = name.removesuffix("_1_1").removesuffix("_1_2")
    starter = tmp_path / "starter"
    program("load", folder, "--from", source, "--check", "--starter", starter)
    codes = read(starter / "code_translations.csv")
    for row in codes:
        local = row["local_code"].split("#")[-1]
        of_set = f"{row['code_set'].removeprefix('calpads.')} {local}"
        row["state_code"] = STATE_CODES.get(of_set, STATE_CODES.get(local, ""))
    write(folder / "code_translations.csv", codes)
    load(folder, warehouse, source)
    out = tmp_path / "out"
    done = program(
        "export", "senr_fall", "crse", "--warehouse", warehouse, "--out", out,
        "--as-of-date", "2024-05-31", "--report",
    )  # fmt: skip
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    assert "senr_fall" in done.stdout and (out / "findings.csv").exists()
    assert "senr_fall" in (out / "report.html").read_text()
    enrolled = (out / "calpads" / "senr_fall.txt").read_text()
    sections = (out / "calpads" / "crse.txt").read_text()
    assert "SENR^" in enrolled and "^Ruiz^" in enrolled
    assert ("1234567890" in enrolled) == (source != "sds")
    if source in ("sds", "powerschool"):  # without state course codes sections stay out, told why
        assert sections == "" and "crse" in (out / "exclusions.csv").read_text()
    else:
        assert "CRSE^" in sections and "Math 7" in sections
