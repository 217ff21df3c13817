"""What the state gives back: rejected records and SSIDs beside our rows, findings and students."""

import csv
import stat
from pathlib import Path

import pytest

from conftest import Done, program

ERROR = ("Fatal", "What the state says", "StudentLegalFirstName", "J")
# Students of the small agency: local number, SSID, birth date and gender as the state has them.
STATE = {
    "assigned": ("0003", "9000000003", "20090501", "X"),
    "to be checked": ("70001", "9000070001", "19850204", "F"),
    "another SSID": ("0005", "9000000095", "20090501", "F"),
    "another person": ("0006", "9000000006", "20080501", "F"),
    "not here": ("9999", "9000009999", "20100101", "M"),
}


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a list, which its owner alone may read."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def answer(small_warehouse, own_copy, tmp_path):
    """A command of the ledger on a file with the given rows; what it says, and its lists."""
    warehouse = own_copy(small_warehouse)

    def run(command: str, rows: list[str], *options: object) -> Done:
        path = tmp_path / f"{command}.txt"
        path.write_text("\r\n".join([*rows, ""]), encoding="utf-8", newline="")
        return program("ledger", command, *options, path, "--warehouse", warehouse)

    return warehouse, run


def records(query, warehouse: Path) -> dict[str, str]:
    """The records of senr_fall by the number of the student, as rejected records begin."""
    rows = query(warehouse, "from exports.rpt_calpads__senr_fall order by local_record_id desc")
    names = [
        name
        for (name,) in query(
            warehouse,
            "select column_name from duckdb_columns() where schema_name = 'exports' "
            "and table_name = 'rpt_calpads__senr_fall' order by column_index",
        )
    ]
    place = names.index("local_student_id")
    return {row[place]: "^".join(value or "" for value in ("SENR-E", *row[1:])) for row in rows}


def test_a_rejected_record_says_whether_its_rule_was_told(answer, query, tmp_path):
    warehouse, run = answer
    ours = records(query, warehouse)
    rejected = [
        "^".join([ours["0001"], "SENR0009", *ERROR]),  # an accent: a finding of ours
        "^".join([ours["0001"], "SENR0069", *ERROR]),  # a rule that only the state can judge
        "^".join([ours["0002"].replace("^9000000002^", "^9000000999^"), "SENR0009", *ERROR]),
    ]
    done = run("rejected", rejected, "--file", "senr_fall", "--csv", tmp_path / "list.csv")
    assert done.returncode == 0, done.stderr
    listed = read(tmp_path / "list.csv")
    assert [(row["error_code"], row["answer"]) for row in listed] == [
        ("SENR0009", "told"),
        ("SENR0069", "not told"),
        ("SENR0009", "not a row of today"),
    ]
    assert listed[1]["rule_status"] == "checked_with_extract" and listed[1]["status_reason"]
    assert listed[0]["record_key"] == "E1" and listed[2]["record_key"] == ""
    assert "José" not in done.stdout and "9000000001" not in done.stdout


def test_another_return_is_refused_in_a_sentence(answer):
    _, run = answer
    done = run("rejected", ["SINF^A^1"], "--file", "senr_fall")
    assert done.returncode == 2
    assert "does not begin with the record type SENR-E" in done.stderr
    done = run("rejected", ["SENR-E^A^1"], "--file", "senr_fall")
    assert done.returncode == 2 and "fields in each row" in done.stderr


def state_rows(answers: dict[str, tuple[str, ...]], middle: tuple[str, ...] = ("",)) -> list[str]:
    """Rows of the SSID extract; the older form has no middle name."""
    return [
        "^".join([
            "0199999", "0100001", ssid, local_id, "Last", "First", *middle, gender, birth_date,
            "20230814", "09", "EO", "20140818", "00", "20230901",
        ])
        for local_id, ssid, birth_date, gender in answers.values()
    ]  # fmt: skip


@pytest.mark.parametrize("middle", [("",), ()], ids=["fifteen fields", "fourteen fields"])
def test_ssids_of_the_state_stand_beside_our_students(answer, tmp_path, middle):
    _, run = answer
    done = run(
        "ssids", state_rows(STATE, middle),
        "--csv", tmp_path / "list.csv", "--assigned", tmp_path / "new.csv",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    listed = {(row["answer"], row["ssid_there"]) for row in read(tmp_path / "list.csv")}
    assert listed == {(name, row[1]) for name, row in STATE.items()}
    (assigned,) = read(tmp_path / "new.csv")
    assert assigned == {
        "student_id": "S3",
        "local_student_id": "0003",
        "ssid": "9000000003",
        "ssid_creation_date": "20230901",
    }
    assert "9000000003" not in done.stdout


def test_a_retired_ssid_is_told_with_what_the_state_does(answer, tmp_path):
    _, run = answer
    retired = tmp_path / "retired.txt"
    retired.write_text("0199999^0100001^0002^9000000002^9000000092\r\n", encoding="utf-8")
    new = {"new": ("0002", "9000000092", "20090501", "F")}
    done = run("ssids", state_rows(new), "--replaced", retired, "--csv", tmp_path / "list.csv")
    assert done.returncode == 0, done.stderr
    (row,) = [row for row in read(tmp_path / "list.csv") if row["answer"] == "replaced"]
    assert (row["ssid_here"], row["ssid_there"]) == ("9000000002", "9000000092")
    assert row["note"] == "the state takes the new SSID by itself"
    assert "SENR0008" in row["rules"]


def told(query, warehouse: Path) -> set[tuple[str, str, str]]:
    """The findings of the rules that a return of the state decides: export, record and rule."""
    return set(
        query(
            warehouse,
            "select export_name, record_key, rule_id from exports.export_findings "
            "where rule_id in (select rule_id from reference.validation_rules "
            "where status = 'checked_with_extract')",
        )
    )


def test_the_next_run_judges_by_what_the_state_has_returned(answer, query, tmp_path):
    warehouse, run = answer
    wanted = ("senr_fall", "sinf", "sdem", "sass")

    def export() -> None:
        options = ("--as-of-date", "2024-05-31", "--warehouse", warehouse, "--out", tmp_path)
        assert program("export", *wanted, *options, "--preview", "--no-report").returncode < 2

    export()
    assert told(query, warehouse) == set()
    retired = tmp_path / "retired.txt"
    retired.write_text("0199999^0100001^0002^9000000002^9000000092\r\n", encoding="utf-8")
    state = {
        "another person": ("0001", "9000000001", "20080501", "M"),
        "replacement": ("0002", "9000000092", "20090501", "F"),
    }
    done = run("ssids", state_rows(state), "--replaced", retired)
    assert done.returncode == 0, done.stderr
    names = [
        name
        for (name,) in query(
            warehouse,
            "select column_name from duckdb_columns() where schema_name = 'exports' "
            "and table_name = 'rpt_calpads__sdem' order by column_index",
        )
    ]
    (educator,) = query(warehouse, "from exports.rpt_calpads__sdem where seid = '1000000011'")
    there = dict(zip(names, educator, strict=True)) | {
        "record_type_code": "SDEM-R",
        "staff_birth_date": "19790514",
    }
    row = "^".join([*(value or "" for value in there.values()), "20240901", "20240901"])
    done = run("reconcile", [row], "--file", "sdem")
    assert done.returncode == 0, done.stderr
    export()
    findings = told(query, warehouse)
    senr = {(record, rule) for name, record, rule in findings if name == "senr_fall"}
    assert senr == {("E1", "SENR0069"), ("E7", "SENR0069"), ("E2", "SENR0008")}
    sinf = {rule for name, _, rule in findings if name == "sinf"}
    assert sinf == {"SINF0068"}  # the extract has another name; the other student has left
    assert {rule for name, _, rule in findings if name == "sdem"} == set()  # the name is the same
    assert {rule for name, _, rule in findings if name == "sass"} == {"SASS0197"}
    # The next SSID extract takes the place of this one.
    done = run("ssids", state_rows({"same": ("0001", "9000000001", "20090501", "F")}))
    assert done.returncode == 0, done.stderr
    kept = "from ledger.state_extracts where file_code = 'SSID'"
    assert query(warehouse, f"select count(*) {kept}") == [(1,)]
    export()
    assert {rule for *_, rule in told(query, warehouse)} == {"SASS0197"}
    done = program("ledger", "purge", "--before", "2100-01-01", "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    export()
    assert told(query, warehouse) == set()
