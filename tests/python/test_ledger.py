"""The submission ledger from the outside: batches, states, changes, rebuild, copies."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, ROOT, dbt, program
from statefiles import writer
from statefiles.common import UserError
from statefiles.ledger import states as ledger_states
from statefiles.ledger.compare import Side, compare
from statefiles.ledger.store import Ledger, opened

ONGOING = "exports.rpt_calpads__senr_ongoing"
SINF = "exports.rpt_calpads__sinf"
SDIS = "exports.rpt_calpads__sdis"


class Agency:
    """A warehouse of its own, and the programs run on it."""

    def __init__(self, warehouse: Path, folder: Path) -> None:
        self.warehouse, self.out = warehouse, folder / "out"

    def export(self, *arguments: str, code: int = 0, **environment: str) -> str:
        """What an export tells; SDIS of 2023-2024, which the state takes no more, ends with 1."""
        result = program(
            "export", *arguments, "--no-build", "--warehouse", self.warehouse, "--out", self.out,
            STATEFILES_AS_OF_DATE=AS_OF_DATE, **environment,
        )  # fmt: skip
        assert result.returncode == code, result.stdout + result.stderr
        return result.stdout + result.stderr

    def ledger(self, *arguments: object, code: int = 0, **environment: str) -> str:
        result = program("ledger", *arguments, "--warehouse", self.warehouse, **environment)
        assert result.returncode == code, result.stdout + result.stderr
        assert "Traceback" not in result.stderr
        return result.stdout + result.stderr

    def sql(self, *statements: str) -> list[tuple]:
        with duckdb.connect(str(self.warehouse)) as con:
            for statement in statements:
                rows = con.execute(statement).fetchall()
        return rows

    def last(self) -> str:
        return self.sql("select max(batch_id) from ledger.submission_batches")[0][0]

    def accept(self) -> str:
        """The last batch, sent and accepted."""
        batch = self.last()
        self.ledger("mark-sent", batch)
        self.ledger("mark-accepted", batch)
        return batch

    def lines(self, name: str) -> list[str]:
        text = (self.out / "calpads" / name).read_bytes().decode("utf-8")
        return text.split("\r\n")[:-1]

    def some(self, relation: str = ONGOING, count: int = 6) -> list[str]:
        """Local record ids of students with an SSID."""
        rows = self.sql(
            f"select local_record_id from {relation} where ssid <> '' order by 1 limit {count}"
        )
        return [name for (name,) in rows]


@pytest.fixture
def agency(clean_warehouse: Path, own_copy: Callable[[Path], Path], tmp_path: Path) -> Agency:
    found = Agency(own_copy(clean_warehouse), tmp_path)
    for report in (ONGOING, SINF, SDIS):  # views, whose rows the tests change by hand
        found.sql(
            f"create table {report}_rows as from {report}",
            f"drop view {report}",
            f"alter table {report}_rows rename to {report.split('.')[1]}",
        )
    return found


def differences(agency: Agency, name: str) -> list[dict[str, str]]:
    path = agency.out / "calpads" / f"{name}.differences.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_batch_tells_what_it_was_made_of(agency):
    agency.export("senr_fall", "--format", "caret,tab")
    ((batch, options, inputs, seeds, project, rows, digest, state),) = agency.sql(
        "select batch_id, run_options, input_hashes, seed_hashes, project_hash, written_rows, "
        "file_sha256, batch_state from ledger.batches"
    )
    assert json.loads(options)["academic_year"] == "2023-2024"
    assert list(json.loads(options)) == sorted(json.loads(options))
    assert {"students", "enrollments", "code_translations"} <= set(json.loads(inputs))
    assert {"layouts", "codes", "exports"} <= set(json.loads(seeds))
    assert len(project) == 64 and state == "created"
    content = (agency.out / "calpads" / "senr_fall.txt").read_bytes()
    assert digest == hashlib.sha256(content).hexdigest()
    texts = agency.sql(
        "select record_payload, record_hash, record_key from ledger.submission_records "
        f"where batch_id = '{batch}' order by row_number"
    )
    assert [text for text, _, _ in texts] == agency.lines("senr_fall.txt")
    assert len(texts) == rows
    cells = texts[0][0].split("^")
    assert texts[0][2] == "|".join(cell or "\\N" for cell in (cells[4], cells[7], cells[21]))
    without_tags = "^".join([cells[0], *cells[3:]])
    assert texts[0][1] == hashlib.sha256(without_tags.encode()).hexdigest()


def test_the_ledger_grows_by_what_changed(agency):
    agency.export("senr_ongoing")
    texts, spans = "select count(*) from ledger.record_texts", "from ledger.record_spans"
    ((before,),) = agency.sql(texts)
    first = agency.some()[0]
    agency.sql(
        f"update {ONGOING} set student_legal_last_name = 'X' where local_record_id = '{first}'"
    )
    agency.export("senr_ongoing")
    agency.export("senr_ongoing")
    assert agency.sql(texts) == [(before + 1,)]
    assert agency.sql(f"select count(*), count(last_number) {spans}") == [(before + 1, 1)]
    counts = agency.sql("select count(*) from ledger.submission_records group by batch_id")
    assert counts == [(before,)] * 3


@pytest.mark.parametrize("state", ledger_states.STEPS)
@pytest.mark.parametrize("wanted", ["sent", "accepted", "rejected", "rolled_back"])
def test_an_illegal_step_says_why(state, wanted):
    legal = {
        ("created", "sent"), ("created", "rolled_back"), ("sent", "accepted"),
        ("sent", "rejected"), ("sent", "rolled_back"), ("accepted", "rolled_back"),
    }  # fmt: skip
    assert (wanted in ledger_states.STEPS[state]) == ((state, wanted) in legal)
    if (state, wanted) not in legal:
        sentence = ledger_states.refusal("B-1", state, wanted)
        assert sentence.startswith("Batch B-1 ") and sentence.endswith(".")


def test_batches_take_steps_and_keep_them(agency):
    agency.export("senr_ssid")
    batch = agency.last()
    assert "never marked sent" in agency.ledger("mark-accepted", batch, code=2)
    assert agency.ledger("mark-sent", batch) == f"Batch {batch} is now sent.\n"
    agency.ledger("mark-accepted", batch)
    assert "take it back with roll-back" in agency.ledger("mark-rejected", batch, code=2)
    agency.ledger("roll-back", batch)
    assert "is rolled back already" in agency.ledger("roll-back", batch, code=2)
    assert "There is no batch 'B-1'" in agency.ledger("mark-sent", "B-1", code=2)
    shown = agency.ledger("show", batch)
    for word in ("sent", "accepted", "rolled_back", "senr_ssid.txt", "academic_year"):
        assert word in shown
    assert f"{batch}  senr_ssid" in agency.ledger("list")


def test_changes_of_a_transaction_file_go_in_three_ordered_files(agency):
    agency.export("senr_ongoing")
    base = agency.accept()
    update, key, gone, copied, left = agency.some(count=5)
    agency.sql(
        f"update {ONGOING} set student_legal_last_name = 'New', local_record_id = "
        f"local_record_id where local_record_id = '{update}'",
        f"update {ONGOING} set enrollment_start_date = '20230901' where local_record_id = '{key}'",
        f"delete from {ONGOING} where local_record_id in ('{gone}', '{left}')",
        f"insert into {ONGOING} select * replace ('NEW' as local_record_id, '20240105' as "
        f"enrollment_start_date) from {ONGOING} where local_record_id = '{copied}'",
        # Still in the data, only not selected today: never a deletion.
        "update intermediate.int_calpads__senr_selection set exclusion_reason = "
        f"'not_currently_enrolled' where record_key = '{left}' and export_name = 'senr_ongoing'",
    )
    told = agency.export("senr_ongoing", "--only-changed")
    assert f"since {base} 2 added, 1 changed, 2 removed; 1 are no longer selected" in told
    files = [agency.lines(f"senr_ongoing.{n}.txt") for n in ("1-delete", "2-update", "3-add")]
    tags = [{tuple(line.split("^")[1:3]) for line in lines} for lines in files]
    assert tags == [{("D", key), ("D", gone)}, {("", update)}, {("", key), ("", "NEW")}]
    assert not (agency.out / "calpads" / "senr_ongoing.2-update.txt").read_bytes().count(b"^D^")
    listed = {
        (r["change"], r["column_name"], r["new_value"]) for r in differences(agency, "senr_ongoing")
    }
    assert ("changed", "student_legal_last_name", "New") in listed
    assert any(r["note"] == "not_currently_enrolled" for r in differences(agency, "senr_ongoing"))
    rows = agency.sql(
        "select record_payload from ledger.submission_records "
        f"where batch_id = '{agency.last()}' order by row_number"
    )
    assert [text for (text,) in rows] == [line for lines in files for line in lines]


def test_changes_follow_on_what_was_accepted(agency):
    agency.export("senr_ongoing")
    base = agency.accept()
    first = agency.some()[0]
    change = (
        f"update {ONGOING} set student_legal_last_name = '%s' where local_record_id = '{first}'"
    )
    agency.sql(change % "One")
    agency.export("senr_ongoing", "--only-changed")
    sent = agency.last()
    assert "roll it back first" in agency.ledger("roll-back", base, code=2)
    agency.accept()
    assert f"since {sent} 0 added, 0 changed, 0 removed" in agency.export(
        "senr_ongoing", "--only-changed"
    )
    agency.sql(change % "Two")
    agency.export("senr_ongoing", "--only-changed", "--preview")
    rows = (agency.out / "preview/calpads/senr_ongoing.2-update.txt").read_text().splitlines()
    assert [row.split("^")[2] for row in rows] == [first]


def test_a_local_record_id_alone_is_no_change(agency):
    agency.export("senr_ongoing")
    agency.accept()
    first = agency.some()[0]
    agency.sql(f"update {ONGOING} set local_record_id = 'OTHER' where local_record_id = '{first}'")
    told = agency.export("senr_ongoing", "--only-changed")
    assert "0 added, 0 changed, 0 removed" in told


def test_keys_of_an_older_form_make_no_differences(agency):
    agency.export("senr_ongoing")
    base = agency.accept()
    keys = agency.sql("select record_key from ledger.record_texts")
    assert any("\\N" in key for (key,) in keys)  # the form of definition D22
    agency.sql("update ledger.record_texts set record_key = replace(record_key, '\\N', '')")
    first = agency.some()[0]
    agency.sql(
        f"update {ONGOING} set student_legal_last_name = 'X' where local_record_id = '{first}'"
    )
    told = agency.export("senr_ongoing", "--only-changed")
    assert "0 added, 1 changed, 0 removed" in told
    agency.export("senr_ongoing")
    assert "1 changed" in agency.ledger("diff", base, agency.last())


def test_changes_of_an_effective_date_file_keep_their_date(agency):
    agency.export("sinf")
    agency.accept()
    first, gone = agency.some(SINF, 2)
    agency.sql(
        f"update {SINF} set effective_start_date = '20240110', student_legal_first_name = 'Jo' "
        f"where local_record_id = '{first}'",
        f"delete from {SINF} where local_record_id = '{gone}'",
    )
    agency.export("sinf", "--only-changed")
    cells = [line.split("^") for line in agency.lines("sinf.changed.txt")]
    assert {(row[1], row[2]) for row in cells} == {("", first), ("D", gone)}
    assert [row[3] for row in cells if row[2] == first] == ["20240110"]


def test_a_partial_replacement_file_is_refused_and_the_differences_told(agency):
    agency.export("sdis", code=1)
    agency.accept()
    before = (agency.out / "calpads" / "sdis.txt").read_bytes()
    batch = agency.last()
    agency.sql(f"update {SDIS} set disciplinary_action_authority_code = '999' where true")
    told = agency.export("sdis", "--only-changed", code=1)
    assert "a partial file of this kind erases records" in told
    assert (agency.out / "calpads" / "sdis.txt").read_bytes() == before
    assert sorted(path.name for path in (agency.out / "calpads").iterdir()) == [
        "sdis.differences.csv", "sdis.txt",
    ]  # fmt: skip
    assert {r["column_name"] for r in differences(agency, "sdis")} == {
        "disciplinary_action_authority_code"
    }
    assert agency.last() == batch


def test_changes_need_a_batch_made_with_the_same_options(agency):
    told = agency.export("senr_ongoing", "--only-changed", code=2)
    assert "there is no accepted batch for 2023-2024 at LEA" in told
    agency.export("senr_ongoing")
    assert "there is no accepted" in agency.export("senr_ongoing", "--only-changed", code=2)
    agency.export("senr_ongoing", "--only-changed", "--since-state", "created")
    agency.sql("update intermediate.run_options set include_not_enrolled = true")
    told = agency.export("senr_ongoing", "--only-changed", "--since-state", "created", code=2)
    assert "was made with include_not_enrolled False, this run has True" in told
    for wrong in (["--no-include-previously-submitted"], ["--on-fatal", "quarantine"]):
        told = agency.export("senr_ongoing", "--only-changed", *wrong, code=2)
        assert told.startswith("Error: --only-changed ")


def test_a_batch_is_rebuilt_after_any_later_change(agency, tmp_path):
    agency.export("senr_fall", "cast_research", "sps", "--format", "caret,tab,csv,fixed")
    agency.export("senr_fall", "--format", "caret,tab,csv")
    first = agency.sql("select batch_id from ledger.submission_batches order by 1")
    written = {
        p.name: p.read_bytes() for p in agency.out.rglob("*") if p.suffix in (".txt", ".tsv")
    }
    for schema in ("exports", "intermediate", "reference", "staging", "marts", "raw"):
        agency.sql(f"drop schema {schema} cascade")
    for (batch,) in first:
        agency.ledger("rebuild", batch, "--out", tmp_path / "again")
    again = {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()}
    assert {name: again[name] for name in written} == written
    assert len([name for name in again if name.endswith(".csv")]) == 3


def test_a_rebuild_does_not_ask_the_formatter_of_today(agency, tmp_path, monkeypatch):
    from statefiles.ledger import files as ledger_files

    agency.export("senr_ssid", "--format", "caret,csv")
    for name in ("cell", "line", "line_query", "header"):
        monkeypatch.setattr(writer, name, lambda *_: pytest.fail("the formatter was asked"))
    with opened(agency.warehouse) as ledger:
        paths = ledger_files.rebuild(ledger, "B-" + agency_day(ledger) + "-0001", tmp_path / "x")
    assert [p.read_bytes() for p in paths] == [
        (agency.out / "calpads" / p.name).read_bytes() for p in paths
    ]


def agency_day(ledger: Ledger) -> str:
    return ledger.rows("select batch_id from {ledger}.batches")[0]["batch_id"].split("-")[1]


def test_damage_is_found_when_a_batch_is_rebuilt(agency, tmp_path):
    agency.export("senr_ssid")
    agency.sql(
        "update ledger.record_texts set record_payload = replace(record_payload, '^1', '^2')"
    )
    told = agency.ledger("rebuild", agency.last(), "--out", tmp_path / "x", code=2)
    assert "the ledger is damaged" in told
    assert list((tmp_path / "x").iterdir()) == []


def diff_rows(agency: Agency, path: Path) -> set[tuple[str, str, str]]:
    first, last = agency.sql("select min(batch_id), max(batch_id) from ledger.submission_batches")[
        0
    ]
    agency.ledger("diff", first, last, "--csv", path)
    with path.open(encoding="utf-8", newline="") as stream:
        return {(r["change"], r["column_name"], r["cause"]) for r in csv.DictReader(stream)}


@pytest.mark.parametrize(
    ("changed", "name_cause", "code_cause"),
    [
        (["students"], "data", "data"),
        (["code_translations"], "not reported by the ledger", "code translation"),
        (["students", "code_translations"], "data", "data or code translation"),
        ([], "options", "options"),
    ],
)
def test_diff_tells_the_cause_of_each_column(agency, tmp_path, changed, name_cause, code_cause):
    agency.export("senr_ongoing")
    first, gone = agency.some(count=2)
    agency.sql(
        f"update {ONGOING} set student_legal_last_name = 'X', student_gender_code = 'X' "
        f"where local_record_id = '{first}'",
        f"delete from {ONGOING} where local_record_id = '{gone}'",
        *(f"update raw.load_manifest set sha256 = 'x' where table_name = '{t}'" for t in changed),
    )
    if not changed:
        agency.sql("update intermediate.run_options set include_not_enrolled = true")
    agency.export("senr_ongoing")
    found = diff_rows(agency, tmp_path / "diff.csv")
    assert found == {
        ("changed", "student_legal_last_name", name_cause),
        ("changed", "student_gender_code", code_cause),
        ("removed", "", code_cause),
    }


def test_diff_names_the_layout_where_a_column_came_or_went():
    with duckdb.connect() as con:
        ledger = Ledger(con, "ledger")
        row = (
            "(select 'k' as record_key, 's' as subject_key, '{}'::blob as record_hash, "
            "'{}' as record_payload)"
        )
        left = Side(row.format("a", "1^old^x"), columns("id", "name", "gone"), ["id"])
        right = Side(row.format("b", "1^new^y"), columns("id", "name", "come"), ["id"])
        assert compare(ledger, left, right)["changed"] == 1
        ledger.script("explained_differences", causes=["data", "layout"])
        told = ledger.run(
            "select column_name, old_value, new_value, cause from explained_differences"
        )
        assert sorted(told.fetchall()) == [
            ("come", "", "y", "layout"),
            ("gone", "x", "", "layout"),
            ("name", "old", "new", "data or layout"),
        ]


def columns(*names: str) -> list[dict[str, str]]:
    return [{"column_name": name, "code_set": ""} for name in names]


def test_equal_rows_are_counted_not_merged():
    row = (
        "select 'k' as record_key, 's' as subject_key, 'h'::blob as record_hash, "
        "'1' as record_payload"
    )
    with duckdb.connect() as con:
        ledger = Ledger(con, "ledger")
        sides = [
            Side(f"({rows})", columns("id"), ["id"]) for rows in (f"{row} union all {row}", row)
        ]
        assert compare(ledger, *sides)["removed"] == 1


def test_two_batches_of_different_exports_are_not_compared(agency):
    agency.export("senr_ssid", "sdis", code=1)
    first, last = agency.sql("select min(batch_id), max(batch_id) from ledger.batches")[0]
    assert "compare two batches of one export" in agency.ledger("diff", first, last, code=2)


def extract(agency: Agency, name: str = "senr_ongoing.txt") -> Path:
    """What the state would hand over: the accepted file with -R and two dates."""
    path = agency.out / "extract.txt"
    rows = [row for row in agency.lines(name) if row.split("^")[7]]
    path.write_text(
        "".join(f"{row.replace('^', '-R^', 1)}^20241006^10/07/2024\r\n" for row in rows),
        encoding="utf-8", newline="",
    )  # fmt: skip
    return path


def test_no_extract_is_compared_with_a_file_that_is_not_built(agency):
    agency.export("senr_ongoing")
    path = extract(agency)
    said = "comment on table intermediate.int_calpads__senr_errors is 'not built: senr_ongoing'"
    with duckdb.connect(str(agency.warehouse)) as con:
        con.execute(said)
    for command in ("reconcile", "rejected"):
        told = agency.ledger(command, "--file", "senr_ongoing", path, code=2)
        assert "senr_ongoing is not built yet: run scripts/export.py senr_ongoing first" in told
    agency.ledger("reconcile", "--file", "senr_ongoing", path, "--batch", agency.last())


def test_the_extract_of_the_state_is_compared_and_becomes_the_base(agency, tmp_path):
    agency.export("senr_ongoing")
    path = extract(agency)
    text = path.read_bytes().decode("utf-8").split("\r\n")
    gone, other = text[0].split("^"), text[1].split("^")
    other[11] = "Ünlike"
    elsewhere = text[2].replace("2023-2024", "2022-2023")
    path.write_bytes("\r\n".join(["^".join(other), elsewhere, *text[2:]]).encode("cp1252"))
    told = agency.ledger("reconcile", "--file", "SENR", path, "--csv", tmp_path / "r.csv")
    assert "0 only there, 1 different; 1 rows of other years or schools passed over" in told
    assert f" {gone[4]} " in told and "student_legal_last_name" in told
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(r["change"], r["old_value"]) for r in rows if r["column_name"]} == {
        ("changed", "Ünlike")
    }
    assert f"{gone[4]}|{gone[7]}|{gone[21]}" in {r["record_key"] for r in rows}
    kept = agency.sql(
        "select count(*), min(upload_date)::text, max(last_updated_date)::text, "
        "count(distinct extract_id), bool_and(record_payload like 'SENR^%') "
        "from ledger.state_extracts"
    )
    assert kept == [(len(text) - 1, "2024-10-06", "2024-10-07", 1, True)]
    agency.ledger("reconcile", "--file", "senr_ongoing", path, "--rebase")
    batch = agency.last()
    assert agency.sql(
        f"select batch_state, batch_kind from ledger.batches where batch_id = '{batch}'"
    )
    agency.export("senr_ongoing", "--only-changed")
    assert len(agency.lines("senr_ongoing.2-update.txt")) == 1
    assert agency.lines("senr_ongoing.1-delete.txt") == []
    assert "there is no file to write again" in agency.ledger(
        "rebuild", batch, "--out", tmp_path, code=2
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("SINF-R^x", "does not begin with the record type SENR-R"),
        ("SENR-R^too^short\r\n", "does not have 37 fields in each row"),
    ],
)
def test_an_extract_of_another_file_or_layout_is_refused(agency, tmp_path, content, sentence):
    path = tmp_path / "extract.txt"
    path.write_text(content, encoding="utf-8")
    assert sentence in agency.ledger("reconcile", "--file", "SENR", path, code=2)
    assert "There is no extract of 'SPS'" in agency.ledger(
        "reconcile", "--file", "SPS", path, code=2
    )


def run_dbt(warehouse: Path, *arguments: str, **environment: str) -> None:
    done = dbt(warehouse, *arguments, **environment)
    assert done.returncode == 0, done.stdout[-2000:]


SUBJECTS = ("run", "--select", "int_submissions__subjects")


def test_the_ledger_outlives_a_full_refresh(agency):
    agency.export("senr_ssid", "sdis", code=1)
    tables = ("batches", "batch_files", "batch_steps", "record_texts", "record_spans")
    before = [agency.sql(f"select * from ledger.{t} order by all") for t in tables]
    run_dbt(agency.warehouse, *SUBJECTS, "--full-refresh")
    assert [agency.sql(f"select * from ledger.{t} order by all") for t in tables] == before
    assert all(before)


def test_the_ledger_lives_in_a_file_of_its_own(agency, tmp_path):
    own = tmp_path / "own ledger's.duckdb"
    assert "run dbt build with LEDGER" in agency.export("sdis", "--ledger", str(own), code=2)
    run_dbt(agency.warehouse, *SUBJECTS, LEDGER=str(own))
    agency.export("sdis", "--ledger", str(own), code=1)
    assert agency.sql("select count(*) from ledger.batches") == [(0,)]
    assert "sdis" in agency.ledger("list", LEDGER=str(own))
    run_dbt(agency.warehouse, *SUBJECTS, LEDGER=str(own))
    assert agency.sql("select count(*) > 0 from intermediate.int_submissions__subjects") == [
        (True,)
    ]
    assert f"is kept in {own}: set LEDGER" in agency.ledger("list", code=2)
    refused = program("export", "sdis", "--warehouse", agency.warehouse, "--out", agency.out)
    assert refused.returncode == 2 and f"is kept in {own}: set LEDGER" in refused.stderr
    agency.ledger("backup", tmp_path / "copy.duckdb", LEDGER=str(own))
    assert "sdis" in agency.ledger("list", LEDGER=str(tmp_path / "copy.duckdb"))


def test_an_empty_ledger_file_does_not_hide_the_batches_of_the_warehouse(agency, tmp_path):
    agency.export("sdis", code=1)
    own = tmp_path / "history.duckdb"
    refused = dbt(agency.warehouse, *SUBJECTS, LEDGER=str(own))
    assert refused.returncode == 1
    assert "holds 1 batches and history.duckdb none" in refused.stdout
    assert not own.exists()
    agency.ledger("backup", own)
    assert "sdis" in agency.ledger("list", LEDGER=str(own))
    assert f"is kept in {own}: set LEDGER" in agency.ledger("list", code=2)


def test_a_backup_holds_everything_and_overwrites_nothing(agency, tmp_path):
    agency.export("senr_ssid")
    copy = tmp_path / "copy.duckdb"
    agency.ledger("backup", copy)
    query = "from ledger.submission_records order by all"
    with duckdb.connect(str(copy), read_only=True) as con:
        assert con.execute(query).fetchall() == agency.sql(query)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "under another name" in agency.ledger("backup", copy, code=2)


def test_a_purge_takes_records_and_keeps_counts(agency):
    agency.export("senr_ongoing", "sdis", code=1)
    agency.sql("update ledger.batches set created_at = timestamp '2020-01-01'")
    first = agency.some()[0]
    agency.sql(
        f"update {ONGOING} set student_legal_last_name = 'X' where local_record_id = '{first}'"
    )
    agency.export("senr_ongoing")
    last, (before,) = agency.last(), agency.sql("select count(*) from ledger.record_texts")[0]
    query = f"from ledger.submission_records where batch_id = '{last}' order by all"
    kept = agency.sql(query)
    told = agency.ledger("purge", "--before", "2021-01-01")
    assert told.startswith("Purged the records of 2 batches made before 2021-01-01")
    assert agency.sql(query) == kept
    texts = agency.sql("select count(*) from ledger.record_texts")[0][0]
    assert texts == len(kept) < before  # those of sdis and the old name are gone
    assert agency.sql("select count(distinct batch_id) from ledger.submission_records") == [(1,)]
    assert agency.sql("select count(*), min(written_rows) > 0 from ledger.submission_batches") == [
        (3, True)
    ]
    agency.export("senr_ongoing")
    assert agency.sql("select count(*) from ledger.record_texts") == [(texts,)]


OLD_FORM = """
drop schema ledger cascade;
create schema ledger;
create table ledger.submission_batches as select 'B-1' as batch_id, 'SENR_FALL' as export_type,
    'SENR' as file_code, '2023-2024' as year_label, 'LEA' as site_code, '{}' as run_options,
    '16.x' as layout_version, 'x' as code_translation_hash, timestamp '2024-01-01' as created_at,
    'me' as created_by, 'sent' as batch_state, timestamp '2024-01-01' as state_changed_at,
    cast(1 as bigint) as written_rows, cast(0 as bigint) as excluded_rows, 'ab' as file_sha256;
create table ledger.submission_records as select 'B-1' as batch_id, cast(1 as bigint) as row_number,
    'k' as record_key, 's' as subject_key, cast(null as varchar) as transaction_type,
    'abcd' as record_hash, 'text' as record_payload;
"""


def test_a_ledger_of_the_first_form_is_taken_over(agency, tmp_path):
    agency.sql(*OLD_FORM.strip().rstrip(";").split(";\n"))
    assert "run dbt build first" in agency.ledger("list", code=2)
    for _ in range(2):
        run_dbt(agency.warehouse, *SUBJECTS)
        assert agency.sql("from ledger.submission_records") == [
            ("B-1", 1, "k", "s", None, "abcd", "text")
        ]
    assert agency.sql("from intermediate.int_submissions__subjects") == [("senr_fall", "s", "B-1")]
    agency.ledger("mark-accepted", "B-1")
    assert "before the ledger kept the form" in agency.ledger(
        "rebuild", "B-1", "--out", tmp_path, code=2
    )


def test_a_ledger_without_numbers_is_taken_over(agency):
    """Numbers follow the order of recording, not the days in the names."""
    agency.export("senr_ssid", "sdis", code=1)
    agency.sql(
        "update ledger.batches set batch_id = 'B-20200101-0001' where export_type = 'SDIS'",
        "update ledger.batch_steps set batch_id = 'B-20200101-0001' where batch_id = "
        "(select batch_id from ledger.batch_files where file_path like '%sdis%')",
        "alter table ledger.batches drop column batch_number",
        "alter table ledger.batches drop column lea_code",
        "alter table ledger.batch_files drop column replaced_sha256",
        "drop table ledger.identity",
    )
    assert "run dbt build first" in agency.ledger("list", code=2)
    run_dbt(agency.warehouse, *SUBJECTS)
    lea = agency.sql("select lea_code from intermediate.run_options")[0][0]
    assert agency.sql(
        "select batch_number, export_type, lea_code from ledger.batches order by 1"
    ) == [
        (1, "SENR_SSID", lea),
        (2, "SDIS", lea),
    ]


def test_a_second_export_says_who_has_the_warehouse(agency):
    holder = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r})\n"
        "from statefiles import common; from pathlib import Path\n"
        f"with common.exclusive_lock(Path({str(agency.warehouse)!r}), 'export.py'):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        told = agency.export("sdis", code=2)
        assert f"is in use by export.py (process {other.pid}); wait until it has ended" in told
        assert not agency.out.exists()
    agency.export("sdis", code=1)


def test_steps_refuse_an_unknown_batch():
    with pytest.raises(UserError, match="There is no batch"), duckdb.connect() as con:
        con.execute("create schema ledger; create table ledger.batches (batch_id varchar)")
        Ledger(con, "ledger").batch("B-1")


def test_the_copy_of_a_warehouse_brings_its_ledger(agency, tmp_path):
    agency.export("senr_ssid")
    other = Agency(Path(shutil.copy(agency.warehouse, tmp_path / "moved.duckdb")), tmp_path / "b")
    other.ledger("rebuild", other.last(), "--out", tmp_path / "again")
    assert (tmp_path / "again/senr_ssid.txt").read_bytes() == (
        agency.out / "calpads/senr_ssid.txt"
    ).read_bytes()
