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
    assert listed[1]["rule_status"] == "needs_state_data" and listed[1]["status_reason"]
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
